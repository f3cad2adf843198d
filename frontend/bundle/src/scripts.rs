//! JavaScript as it is sent.

/// A generated script without its comments and indentation, of which it is a sixth. Only whole lines are taken: what
/// stands behind code stays, and so does what a text in several lines says.
pub fn slim(script: &str) -> String {
    let mut slim = String::with_capacity(script.len());
    let mut comment = false;
    for line in script.lines().map(str::trim) {
        comment |= line.starts_with("/*");
        if comment {
            comment = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            slim.push_str(line);
            slim.push('\n');
        }
    }
    slim
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_stay_behind_and_code_does_not() {
        let script =
            "/**\n * @returns {number}\n */\n  get a() { // why\n\n  // because\n  return 2 * /* two */ 3;\n/* b */\n}";
        assert_eq!(slim(script), "get a() { // why\nreturn 2 * /* two */ 3;\n}\n");
    }
}
