//! What a site lets robots ask for (RFC 9309).

use std::time::Duration;

/// The name by which a robots.txt may speak of us.
const NAME: &str = "exode";
/// Bytes of a robots.txt that are read.
pub(crate) const MOST: usize = 512 << 10;

/// The rules that hold for us.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Robots {
    /// Patterns, and whether they allow.
    rules: Vec<(String, bool)>,
    /// Time between requests, where it wishes for one.
    pub(crate) delay: Option<Duration>,
}

impl Robots {
    /// Everything may be asked for.
    pub(crate) fn open() -> Self {
        Self { rules: Vec::new(), delay: None }
    }

    /// Nothing may.
    pub(crate) fn closed() -> Self {
        Self { rules: vec![("/".to_owned(), false)], delay: None }
    }

    /// What a file says to us: the groups that name us, else those for everybody.
    pub(crate) fn parse(text: &str) -> Self {
        let (mut own, mut all) = (Self::open(), Self::open());
        let (mut named, mut is_own, mut is_all, mut in_names) = (false, false, false, false);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if !in_names {
                    (is_own, is_all) = (false, false);
                }
                in_names = true;
                let name: String = value.chars().take_while(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '_')).collect();
                is_own |= name.eq_ignore_ascii_case(NAME);
                is_all |= value == "*";
                named |= is_own;
                continue;
            }
            let mut groups: Vec<&mut Self> = Vec::new();
            if is_own {
                groups.push(&mut own);
            }
            if is_all {
                groups.push(&mut all);
            }
            match key.as_str() {
                "allow" | "disallow" => {
                    in_names = false;
                    for group in groups.into_iter().filter(|_| !value.is_empty()) {
                        group.rules.push((value.to_owned(), key == "allow"));
                    }
                }
                "crawl-delay" => {
                    in_names = false;
                    let delay =
                        value.parse::<f64>().ok().filter(|s| s.is_finite() && *s >= 0.0).map(|s| Duration::from_secs_f64(s.min(3600.0)));
                    groups.into_iter().for_each(|group| group.delay = delay);
                }
                _ => {}
            }
        }
        if named { own } else { all }
    }

    /// Whether a path with its query may be asked for: the longest pattern that fits decides, allowing before forbidding.
    pub(crate) fn allows(&self, path: &str) -> bool {
        let fitting = self.rules.iter().filter(|(pattern, _)| fits(pattern, path));
        fitting.max_by_key(|(pattern, allow)| (pattern.len(), *allow)).is_none_or(|(_, allow)| *allow)
    }
}

/// Whether a pattern fits the beginning of a path: `*` stands for anything, `$` at the end for the end.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, whole) = pattern.strip_suffix('$').map_or((pattern, false), |p| (p, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let parts: Vec<&str> = parts.collect();
    for (n, part) in parts.iter().enumerate() {
        // The last part of a whole pattern must stand at the end.
        if whole && n + 1 == parts.len() {
            return rest.ends_with(part);
        }
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    !whole || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_for_us_decides() {
        let robots = Robots::parse(
            "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Exode/1.0\nDisallow: /private\nAllow: /private/feed\nCrawl-delay: 5\n",
        );
        assert!(robots.allows("/rss") && !robots.allows("/private/x") && robots.allows("/private/feed.xml"));
        assert_eq!(robots.delay, Some(Duration::from_secs(5)));
        let all =
            Robots::parse("# comment\nuser-agent: *\ndisallow: /a # not here\ndisallow:\nsitemap: https://example.org/\nallow: /a/b\n");
        assert!(!all.allows("/a/c") && all.allows("/a/b") && all.allows("/"));
        assert!(Robots::parse("<html>no robots</html>").allows("/"));
        assert!(!Robots::closed().allows("/rss") && Robots::open().allows("/rss"));
    }

    #[test]
    fn stars_and_ends() {
        for (pattern, path, wanted) in [
            ("/*.xml$", "/feed.xml", true),
            ("/*.xml$", "/feed.xml?page=2", false),
            ("/fish*", "/fishheads/x", true),
            ("/fish", "/Fish", false),
            ("/a*b*c", "/a-b-c-d", true),
            ("/$", "/", true),
            ("/$", "/x", false),
            ("/*a$", "/aa", true),
        ] {
            assert_eq!(fits(pattern, path), wanted, "{pattern} {path}");
        }
    }
}
