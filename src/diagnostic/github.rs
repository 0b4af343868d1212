//! Diagnostics as workflow commands, which GitHub shows next to the lines of a change.

use super::Diagnostic;
use super::visible::visible;

/// One diagnostic as a workflow command on one line.
#[must_use]
pub fn github(diagnostic: &Diagnostic, shown: &dyn Fn(&str) -> String) -> String {
    let (start, end) = (diagnostic.position(), diagnostic.end());
    let mut place = format!("line={},col={},endLine={}", start.line, start.column, end.line);
    if end.line == start.line {
        // a range of columns is shown only if it is within one line
        place.push_str(&format!(",endColumn={}", end.column));
    }
    let mut text = diagnostic.message.clone();
    for more in [&diagnostic.why, &diagnostic.help].into_iter().flatten() {
        text.push('\n');
        text.push_str(more);
    }
    command(diagnostic.severity.name(), &shown(&diagnostic.file.path()), &place, diagnostic.code.id(), &text)
}

/// A workflow command. `level` is `error`, `warning` or `notice`; `place` has the properties for lines and columns.
pub(crate) fn command(level: &str, file: &str, place: &str, title: &str, text: &str) -> String {
    format!("::{level} file={},{place},title={}::{}", property(file), property(title), data(text))
}

/// A text after the second `::`, escaped.
fn data(text: &str) -> String {
    visible(&text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")).into_owned()
}

/// The value of a property, where colons and commas have to be escaped too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::github;
    use crate::diagnostic::{Code, Diagnostic, SourceFile};
    use crate::span::Span;

    #[test]
    fn special_characters_are_escaped() {
        let file = SourceFile::new("./a,b:c%.yaml", "é x\r\ny");
        let problem = Diagnostic::new(Code::DoubleGap, &file, Span::new(3, 4), "100%\r\n: a, b");
        assert_eq!(
            github(&problem, &str::to_owned),
            "::warning file=a%2Cb%3Ac%25.yaml,line=1,col=3,endLine=1,endColumn=4,title=C602::100%25%0D%0A: a, b"
        );
        let problem = Diagnostic::new(Code::NotYaml, &file, Span::new(3, 7), "no").help("what\nto do");
        assert_eq!(
            github(&problem, &str::to_owned),
            "::error file=a%2Cb%3Ac%25.yaml,line=1,col=3,endLine=2,title=C002::no%0Awhat%0Ato do"
        );
    }
}
