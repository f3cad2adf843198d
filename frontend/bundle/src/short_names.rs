//! What the program calls of its JavaScript has long names with a hash each, which nobody reads and which compress
//! badly. Short ones save 5 kB of every first page.

use std::{collections::BTreeMap, convert::Infallible};

use anyhow::{Context as _, Result};
use wasm_encoder::{
    ImportSection, Module,
    reencode::{Error, Reencode},
};
use wasmparser::{ImportSectionReader, Parser, Payload};

/// A program and its glue, which call each other by short names where the long ones end in a hash. Names without one
/// may mean something else in the text of the glue, and stay.
pub fn shorten(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut names = Names::of(wasm).context("the names that the program imports cannot be read")?;
    let mut module = Module::new();
    names
        .parse_core_module(&mut module, Parser::new(0), wasm)
        .context("the program cannot be written with other names")?;
    let glue = names
        .0
        .iter()
        .fold(glue.to_owned(), |glue, (long, short)| glue.replace(long, short));
    Ok((module.finish(), glue))
}

/// Short names by long ones.
struct Names(BTreeMap<String, String>);

impl Names {
    fn of(wasm: &[u8]) -> Result<Self> {
        let mut names = BTreeMap::new();
        for payload in Parser::new(0).parse_all(wasm) {
            if let Payload::ImportSection(imports) = payload? {
                for import in imports.into_imports() {
                    let name = import?.name;
                    if ends_in_hash(name) {
                        let next = names.len();
                        names.entry(name.to_owned()).or_insert_with(|| format!("i{next}"));
                    }
                }
            }
        }
        Ok(Self(names))
    }
}

/// Whether the name is one that wasm-bindgen made up.
fn ends_in_hash(name: &str) -> bool {
    name.starts_with("__wb")
        && name
            .rsplit_once('_')
            .is_some_and(|(_, hash)| hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

impl Reencode for Names {
    type Error = Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error> {
        for import in section.into_imports() {
            let import = import?;
            let kind = self.entity_type(import.ty)?;
            let name = self.0.get(import.name).map_or(import.name, String::as_str);
            imports.import(import.module, name, kind);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{EntityType, TypeSection};

    use super::*;

    #[test]
    fn both_sides_use_the_same_short_names() {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        let long = ["__wbg_then_3a4f899454bcf8c9", "__wbg_new_24889ba5c72546c0"];
        for name in [long[0], "__wbindgen_init_externref_table", long[1]] {
            imports.import("./frontend_bg.js", name, EntityType::Function(0));
        }
        let mut module = Module::new();
        module.section(&types).section(&imports);
        let glue = format!("{}: 1, __wbindgen_init_externref_table: 2, {}: 3", long[0], long[1]);

        let (wasm, glue) = shorten(&module.finish(), &glue).unwrap();
        assert_eq!(glue, "i0: 1, __wbindgen_init_externref_table: 2, i1: 3");
        let names = Parser::new(0).parse_all(&wasm).find_map(|payload| match payload {
            Ok(Payload::ImportSection(imports)) => Some(
                imports
                    .into_imports()
                    .map(|import| import.unwrap().name)
                    .collect::<Vec<_>>(),
            ),
            _ => None,
        });
        assert_eq!(names.unwrap(), ["i0", "__wbindgen_init_externref_table", "i1"]);
    }
}
