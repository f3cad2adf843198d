//! Files that are taken as they are: icons from `style/assets`, the typeface from npm.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result};

use crate::{names::hashed, tools::say, workspace::Workspace};

const TYPEFACE: &str = "frontend/node_modules/@fontsource-variable/inter";
const FONTS: [&str; 2] = ["inter-latin-wght-normal.woff2", "inter-latin-ext-wght-normal.woff2"];

/// What pages and styles may refer to, by the name that the source uses.
#[derive(Debug, Default)]
pub struct Assets {
    /// Named by content; styles refer to them. The first is the one that every page needs.
    pub fonts: Vec<(String, Vec<u8>)>,
    /// Known to pages, mails and browsers by their own names, such as `favicon.svg`.
    pub plain: BTreeMap<String, Vec<u8>>,
}

impl Assets {
    /// Reads `style/assets` and, where npm has put it, the typeface with its licence.
    pub fn collect(workspace: &Workspace) -> Result<Self> {
        let mut assets = Self::default();
        let typeface = workspace.path(TYPEFACE);
        if typeface.exists() {
            for name in FONTS {
                assets.take_file(&typeface.join("files").join(name), name)?;
            }
            assets.take_file(&typeface.join("LICENSE"), "inter-license.txt")?;
        } else {
            say(
                "The typeface is not installed, so pages will use the system's. With Node.js: npm ci --prefix frontend",
            );
        }
        let own = workspace.path("style/assets");
        if own.exists() {
            assets.take_folder(&own, "")?;
        }
        Ok(assets)
    }

    /// The name under which the site holds what the styles call `name`.
    pub fn name_in_styles(&self, name: &str) -> Option<String> {
        self.font(name)
            .or_else(|| self.plain.get(name))
            .map(|content| hashed(name, content))
    }

    /// The typeface of that name, if it is there.
    pub fn font(&self, name: &str) -> Option<&Vec<u8>> {
        self.fonts
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, content)| content)
    }

    /// Every file of the site that comes from here, under its final name. What the styles refer to is there twice,
    /// because only a file named by its content can be kept by browsers for good.
    pub fn files(&self, styles: &str) -> Vec<(String, Vec<u8>)> {
        let fonts = self
            .fonts
            .iter()
            .map(|(name, content)| (hashed(name, content), content.clone()));
        let plain = self.plain.iter().map(|(name, content)| (name.clone(), content.clone()));
        let named_by_styles = self
            .plain
            .iter()
            .map(|(name, content)| (hashed(name, content), content.clone()));
        fonts
            .chain(plain)
            .chain(named_by_styles.filter(|(name, _)| styles.contains(name)))
            .collect()
    }

    fn take_folder(&mut self, folder: &Path, prefix: &str) -> Result<()> {
        let entries = fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
                continue;
            };
            if name.starts_with('.') {
                continue;
            }
            let name = format!("{prefix}{name}");
            if path.is_dir() {
                self.take_folder(&path, &format!("{name}/"))?;
            } else {
                self.take_file(&path, &name)?;
            }
        }
        Ok(())
    }

    fn take_file(&mut self, path: &Path, name: &str) -> Result<()> {
        let content = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
        if is_font(name) {
            self.fonts.push((name.to_owned(), content));
        } else {
            self.plain.insert(name.to_owned(), content);
        }
        Ok(())
    }
}

/// Whether the file is a typeface.
pub fn is_font(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|extension| extension == "woff2" || extension == "woff")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assets() -> Assets {
        let file = |name: &str| (name.to_owned(), b"content".to_vec());
        Assets {
            fonts: vec![file("inter.woff2")],
            plain: BTreeMap::from([file("check.svg"), file("favicon.svg")]),
        }
    }

    #[test]
    fn fonts_lose_their_own_name_and_icons_keep_it() {
        let names: Vec<_> = assets().files("").into_iter().map(|(name, _)| name).collect();
        assert_eq!(
            names,
            [
                hashed("inter.woff2", b"content"),
                "check.svg".to_owned(),
                "favicon.svg".to_owned()
            ]
        );
    }

    #[test]
    fn an_icon_that_the_styles_name_is_also_there_under_its_hash() {
        let hash = hashed("check.svg", b"content");
        let names: Vec<_> = assets()
            .files(&format!("url(/assets/{hash})"))
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert!(names.contains(&hash));
    }
}
