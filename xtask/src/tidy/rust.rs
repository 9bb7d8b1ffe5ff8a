//! Rust files: headers, budgets, documentation, where SQL may stand.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::visit::Visit;
use syn::{
    Attribute, Ident, ImplItemFn, Item, ItemFn, ItemImpl, ItemMod, ItemTrait, TraitItemFn,
    Visibility,
};

use super::{Finding, SourceFile, is_test, sql};

/// Lines of a file, tests not counted.
pub const FILE_LINES_MAX: usize = 600;
/// Lines of a function from its signature to its closing brace, tests not counted.
pub const FUNCTION_LINES_MAX: usize = 70;

/// Crates whose every `pub` item is documented: others read them without reading their bodies.
const DOCUMENTED: &[&str] = &["model", "rules", "sfu", "store", "app"];

/// Checks one Rust file.
pub fn check(file: &SourceFile) -> Vec<Finding> {
    let SourceFile { path, text } = file;
    let mut findings = Vec::new();
    if !text.starts_with("//! ") {
        findings.push(Finding::new(
            "header",
            path,
            1,
            "the first line says what the file is: `//! …`",
        ));
    }
    if path.ends_with("/mod.rs") {
        findings.push(Finding::new(
            "mod-rs",
            path,
            1,
            "a module is `x.rs` beside `x/`, not `x/mod.rs`",
        ));
    }
    let lines = text.lines().count();
    if !is_test(path) && FILE_LINES_MAX < lines {
        let message =
            format!("{lines} lines; a file has at most {FILE_LINES_MAX}: split it by subject");
        findings.push(Finding::new("file-lines", path, 1, message).sized(lines));
    }
    match syn::parse_file(text) {
        Ok(parsed) => {
            let mut walk = Walk { path, findings };
            walk.visit_file(&parsed);
            findings = walk.findings;
        }
        Err(error) => {
            let line = error.span().start().line;
            findings.push(Finding::new(
                "syntax",
                path,
                line,
                format!("does not parse: {error}"),
            ));
        }
    }
    if let Ok(tokens) = text.parse::<TokenStream>() {
        strings(tokens, &mut |literal, line| {
            findings.extend(sql::check(path, line, literal))
        });
    }
    findings
}

/// Calls `each` with every string literal and its line, those inside macros and attributes included; documentation
/// is a string too, but none that can be executed.
fn strings(tokens: TokenStream, each: &mut impl FnMut(&str, usize)) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => strings(group.stream(), each),
            TokenTree::Ident(ident) if ident == "doc" => {
                if matches!(tokens.peek(), Some(TokenTree::Punct(p)) if p.as_char() == '=') {
                    tokens.nth(1);
                }
            }
            TokenTree::Literal(literal) => {
                let line = literal.span().start().line;
                if let syn::Lit::Str(string) = syn::Lit::new(literal) {
                    each(&string.value(), line);
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}

struct Walk<'a> {
    path: &'a str,
    findings: Vec<Finding>,
}

impl Walk<'_> {
    fn function(&mut self, attributes: &[Attribute], signature: &syn::Signature, end: Span) {
        if attributes.iter().any(|a| a.path().is_ident("ignore")) {
            let line = signature.fn_token.span.start().line;
            self.find(
                "ignored-test",
                line,
                "a test runs or does not exist: no `#[ignore]`",
                1,
                "",
            );
        }
        let start = signature.fn_token.span.start().line;
        let lines = end.end().line - start + 1;
        if !is_test(self.path) && FUNCTION_LINES_MAX < lines {
            let name = signature.ident.to_string();
            let message =
                format!("`{name}` has {lines} lines; a function has at most {FUNCTION_LINES_MAX}");
            self.find("function-lines", start, &message, lines, &name);
        }
    }

    fn documented(&mut self, visibility: &Visibility, attributes: &[Attribute], name: &Ident) {
        let krate = self
            .path
            .strip_prefix("crates/")
            .and_then(|p| p.split('/').next());
        let counted = krate.is_some_and(|name| DOCUMENTED.contains(&name)) && !is_test(self.path);
        let public = matches!(visibility, Visibility::Public(_));
        let silent = !attributes.iter().any(|a| a.path().is_ident("doc"));
        if counted && public && silent {
            let message = format!("`{name}` is public and says nothing: units, ranges, errors");
            let line = name.span().start().line;
            self.find("undocumented", line, &message, 1, &name.to_string());
        }
    }

    fn find(&mut self, rule: &'static str, line: usize, message: &str, size: usize, item: &str) {
        self.findings.push(
            Finding::new(rule, self.path, line, message)
                .sized(size)
                .about(item),
        );
    }
}

impl<'ast> Visit<'ast> for Walk<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        let named = match item {
            Item::Const(i) => Some((&i.vis, &i.attrs, &i.ident)),
            Item::Enum(i) => Some((&i.vis, &i.attrs, &i.ident)),
            Item::Static(i) => Some((&i.vis, &i.attrs, &i.ident)),
            Item::Struct(i) => Some((&i.vis, &i.attrs, &i.ident)),
            Item::Type(i) => Some((&i.vis, &i.attrs, &i.ident)),
            Item::Trait(i) => Some((&i.vis, &i.attrs, &i.ident)),
            Item::Fn(i) => Some((&i.vis, &i.attrs, &i.sig.ident)),
            _ => None,
        };
        if let Some((visibility, attributes, name)) = named {
            self.documented(visibility, attributes, name);
        }
        syn::visit::visit_item(self, item);
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        if !is_test_only(&module.attrs) {
            syn::visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        self.function(
            &function.attrs,
            &function.sig,
            function.block.brace_token.span.close(),
        );
        syn::visit::visit_item_fn(self, function);
    }

    fn visit_item_impl(&mut self, block: &'ast ItemImpl) {
        if block.trait_.is_none() {
            for item in &block.items {
                if let syn::ImplItem::Fn(f) = item {
                    self.documented(&f.vis, &f.attrs, &f.sig.ident);
                }
            }
        }
        syn::visit::visit_item_impl(self, block);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        self.function(
            &function.attrs,
            &function.sig,
            function.block.brace_token.span.close(),
        );
        syn::visit::visit_impl_item_fn(self, function);
    }

    fn visit_item_trait(&mut self, definition: &'ast ItemTrait) {
        for item in &definition.items {
            if let syn::TraitItem::Fn(f) = item {
                self.documented(&definition.vis, &f.attrs, &f.sig.ident);
            }
        }
        syn::visit::visit_item_trait(self, definition);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast TraitItemFn) {
        if let Some(body) = &function.default {
            self.function(
                &function.attrs,
                &function.sig,
                body.brace_token.span.close(),
            );
        }
        syn::visit::visit_trait_item_fn(self, function);
    }
}

/// Whether the attributes hold `#[cfg(test)]`.
fn is_test_only(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<syn::Ident>()
                .is_ok_and(|word| word == "test")
    })
}

#[cfg(test)]
mod tests;
