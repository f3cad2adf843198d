//! What is compiled and never runs: a view without its type brings every way to bring it to life along, and pages of
//! Tridem know one. The linker cannot tell, because addresses of the others are stored; so they become a trap here,
//! before the program is cut, and whatever only they need is left out. That is a twentieth of the program.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, bail};
use wasm_encoder::Encode as _;
use wasmparser::{BinaryReader, KnownCustom, Name, Parser, Payload, RelocSectionReader, TypeRef};

/// How names of functions begin, up to their hash, that are never called: the document is hydrated in one go when all of
/// its parts are there (`leptos::mount::hydrate_body`), and never from a template.
const NEVER: [&str; 2] = [
    "_ZN53_$LT$T$u20$as$u20$tachys..view..any_view..IntoAny$GT$8into_any13hydrate_async17h",
    "_ZN78_$LT$T$u20$as$u20$tachys..html..attribute..any_attribute..IntoAnyAttribute$GT$13into_any_attr21hydrate_from_template17h",
];

const UNREACHABLE: u8 = 0x00;
const END: u8 = 0x0b;

/// Puts a trap where functions stand that never run. Everything else stays where it is, since what the linker says about
/// the program names places in it.
pub fn without_what_never_runs(wasm: &[u8]) -> Result<Vec<u8>> {
    let program = Program::of(wasm).context("the linked program cannot be read")?;
    for beginning in NEVER {
        if !program.never.keys().any(|name| name.starts_with(beginning)) {
            bail!(
                "the program has no function {beginning}… any more; frontend/bundle/src/never.rs names what never runs"
            );
        }
    }
    let mut trapped = wasm.to_vec();
    for (from, until) in program.never.values().flatten() {
        // No locals, and as many traps as there was code.
        trapped[*from..*until].fill(UNREACHABLE);
        trapped[until - 1] = END;
    }
    let Some((from, until)) = program.links_at else {
        return Ok(trapped);
    };
    let mut section = Vec::new();
    "reloc.CODE".encode(&mut section);
    section.extend(program.links_kept);
    let mut section_with_length = vec![0];
    section.encode(&mut section_with_length);
    trapped.splice(from..until, section_with_length);
    Ok(trapped)
}

/// Where things stand in the program.
#[derive(Default)]
struct Program {
    /// Bodies of functions that never run, by name.
    never: BTreeMap<String, Vec<(usize, usize)>>,
    /// The section of links between code and what it names, which would be written over the traps.
    links_at: Option<(usize, usize)>,
    /// Its content without links in what never runs.
    links_kept: Vec<u8>,
}

impl Program {
    fn of(wasm: &[u8]) -> Result<Self> {
        let (mut imported, mut code_from) = (0, 0);
        let mut bodies = Vec::new();
        let mut found = Self::default();
        let mut links = None;
        let mut before = 0;
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            let begins_at = before;
            if let Some((_, range)) = payload.as_section() {
                before = range.end;
            }
            match payload {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionStart { range, .. } => code_from = range.start,
                Payload::CodeSectionEntry(body) => bodies.push((body.range().start, body.range().end)),
                Payload::CustomSection(custom) => match custom.as_known() {
                    KnownCustom::Name(names) => {
                        for subsection in names {
                            let Name::Function(functions) = subsection? else {
                                continue;
                            };
                            for function in functions {
                                let function = function?;
                                let place = usize::try_from(function.index)?.checked_sub(imported);
                                let body = place.and_then(|place| bodies.get(place));
                                if let Some(body) = body.filter(|_| never_runs(function.name)) {
                                    found.never.entry(function.name.to_owned()).or_default().push(*body);
                                }
                            }
                        }
                    }
                    KnownCustom::Reloc(_) if custom.name() == "reloc.CODE" => {
                        found.links_at = Some((begins_at, custom.range().end));
                        links = Some((custom.data(), custom.data_offset()));
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        if let Some((data, offset)) = links {
            found.links_kept = found.kept(data, offset, code_from)?;
        }
        Ok(found)
    }

    /// Links of code that runs, as they are written.
    fn kept(&self, data: &[u8], offset: usize, code_from: usize) -> Result<Vec<u8>> {
        let section = RelocSectionReader::new(BinaryReader::new(data, offset))?;
        let of = section.section_index();
        let entries = section.entries();
        let mut never: Vec<(usize, usize)> = self.never.values().flatten().copied().collect();
        never.sort_unstable();
        let (mut number, mut kept) = (0_u32, Vec::new());
        let mut places = entries.into_iter_with_offsets().peekable();
        while let Some(entry) = places.next() {
            let (from, entry) = entry?;
            let until = match places.peek() {
                Some(Ok((next, _))) => *next,
                _ => offset + data.len(),
            };
            let at = code_from + usize::try_from(entry.offset)?;
            let inside = never.partition_point(|(begin, _)| *begin <= at).checked_sub(1);
            if inside.is_none_or(|place| at >= never[place].1) {
                number += 1;
                kept.extend_from_slice(&data[from - offset..until - offset]);
            }
        }
        let mut written = Vec::new();
        of.encode(&mut written);
        number.encode(&mut written);
        written.extend(kept);
        Ok(written)
    }
}

fn never_runs(name: &str) -> bool {
    NEVER.iter().any(|beginning| name.starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, CustomSection, Function, FunctionSection, Module, NameMap, NameSection, TypeSection,
    };
    use wasmparser::{Operator, RelocationEntry};

    use super::*;

    /// A program of functions with these names, each of which calls the first, with a link at its call.
    fn program(names: &[String]) -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        module.section(&types);
        let mut functions = FunctionSection::new();
        let mut code = CodeSection::new();
        let mut named = NameMap::new();
        for (number, name) in (0..).zip(names) {
            functions.function(0);
            // A call as the linker writes it: its number filled up to five bytes.
            let mut body = Function::new([]);
            body.raw([0x10, 0x80, 0x80, 0x80, 0x80, 0x00, END]);
            code.function(&body);
            named.append(number, name);
        }
        module.section(&functions);
        module.section(&code);
        // Each function is its length, its locals, the call and its end; the first of them begins after their number.
        let links = (0..).zip(names).flat_map(|(number, _)| {
            let at: u8 = 1 + 9 * number + 3;
            [0, at, 0]
        });
        let number = u8::try_from(names.len()).unwrap();
        let data: Vec<u8> = [2, number].into_iter().chain(links).collect();
        module.section(&CustomSection {
            name: "reloc.CODE".into(),
            data: data.into(),
        });
        let mut section = NameSection::new();
        section.functions(&named);
        module.section(&section);
        module.finish()
    }

    fn names() -> Vec<String> {
        let never = NEVER.map(|beginning| format!("{beginning}0123456789abcdefE"));
        let [first, second] = never;
        vec![
            "first".to_owned(),
            first,
            "between".to_owned(),
            second,
            "last".to_owned(),
        ]
    }

    fn calls(wasm: &[u8]) -> (Vec<bool>, Vec<u32>) {
        let (mut calls, mut links) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.unwrap() {
                Payload::CodeSectionEntry(body) => {
                    let mut operators = body.get_operators_reader().unwrap();
                    calls.push(matches!(operators.read().unwrap(), Operator::Call { .. }));
                }
                Payload::CustomSection(custom) => {
                    if let KnownCustom::Reloc(section) = custom.as_known() {
                        let entries = section.entries().into_iter();
                        links.extend(entries.map(|entry: Result<RelocationEntry, _>| entry.unwrap().offset));
                    }
                }
                _ => {}
            }
        }
        (calls, links)
    }

    #[test]
    fn what_never_runs_is_a_trap_and_everything_else_stays_linked() {
        let linked = program(&names());
        assert_eq!(calls(&linked), (vec![true; 5], vec![4, 13, 22, 31, 40]));
        let trapped = without_what_never_runs(&linked).unwrap();
        assert_eq!(calls(&trapped), (vec![true, false, true, false, true], vec![4, 22, 40]));
        wasmparser::validate(&trapped).unwrap();
    }

    #[test]
    fn a_program_without_them_is_refused_by_name() {
        let complaint = without_what_never_runs(&program(&["first".to_owned()])).unwrap_err();
        assert!(complaint.to_string().contains("hydrate_async"), "{complaint}");
    }
}
