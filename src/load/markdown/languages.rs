//! The languages of code that is coloured: their comments, strings and keywords.

/// How a language is written. All markers are ASCII.
#[derive(Debug)]
pub struct Language {
    /// What follows the fence, in lower case.
    names: &'static [&'static str],
    /// Words with a meaning of their own, parted by spaces.
    keywords: &'static str,
    /// What starts a comment up to the end of the line.
    pub comments: &'static [&'static str],
    /// What starts and ends a comment over several lines.
    pub blocks: &'static [(&'static str, &'static str)],
    /// What starts and ends a text; longer ones first, for `"""` also begins with `"`.
    pub quotes: &'static [&'static str],
    /// What else it has.
    pub with: With,
}

/// What only some languages have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum With {
    /// Nothing else.
    Plain,
    /// Keywords in any case (`SELECT`, `select`).
    AnyCase,
    /// Names of values, in front of this sign.
    Keys(u8),
    /// Variables that start with `$`.
    Dollars,
    /// Words and texts between `<` and `>` only.
    Tags,
}

/// Finds a language by what follows the fence.
pub fn find(name: &str) -> Option<&'static Language> {
    let known = |language: &&Language| language.names.iter().any(|own| own.eq_ignore_ascii_case(name));
    LANGUAGES.iter().find(known)
}

impl Language {
    /// Whether a word is a keyword.
    pub fn has_keyword(&self, word: &str) -> bool {
        let same = |keyword: &str| match self.with {
            With::AnyCase => keyword.eq_ignore_ascii_case(word),
            _ => keyword == word,
        };
        self.keywords.split(' ').any(same)
    }
}

const SLASHES: &[&str] = &["//"];
const STARS: &[(&str, &str)] = &[("/*", "*/")];
const HASH: &[&str] = &["#"];
const NONE: &[(&str, &str)] = &[];
const BOTH: &[&str] = &["\"", "'"];
const DOUBLE: &[&str] = &["\""];
const BACKTICK: &[&str] = &["\"", "'", "`"];
const TRIPLE: &[&str] = &["\"\"\"", "'''", "\"", "'"];

#[rustfmt::skip]
const LANGUAGES: &[Language] = &[
    Language { names: &["python", "py", "python3", "pycon"], comments: HASH, blocks: NONE, quotes: TRIPLE, with: With::Plain,
        keywords: "and as assert async await break case class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return self try while with yield" },
    Language { names: &["json", "jsonc", "json5", "jsonl", "ndjson"], comments: SLASHES, blocks: STARS, quotes: DOUBLE, with: With::Keys(b':'), keywords: "" },
    Language { names: &["yaml", "yml"], comments: HASH, blocks: NONE, quotes: BOTH, with: With::Keys(b':'), keywords: "" },
    Language { names: &["toml", "ini", "conf", "cfg", "properties", "dotenv", "env"], comments: &["#", ";"], blocks: NONE, quotes: TRIPLE, with: With::Keys(b'='), keywords: "" },
    Language { names: &["bash", "sh", "shell", "zsh", "fish", "console", "terminal"], comments: HASH, blocks: NONE, quotes: BOTH, with: With::Dollars,
        keywords: "break case continue do done elif else esac eval exec exit export fi for function if in local readonly return select set shift source then trap unset until while" },
    Language { names: &["sql", "postgresql", "postgres", "mysql", "sqlite", "plsql", "tsql", "bigquery", "duckdb"], comments: &["--"], blocks: STARS, quotes: BOTH, with: With::AnyCase,
        keywords: "add all alter and any as asc begin between by cascade case check column commit constraint create cross default delete desc distinct drop else end except exists explain false filter foreign from full function grant group having if in index inner insert intersect into is join key lateral left like limit materialized natural not null offset on or order outer over partition primary references replace returning right rollback row rows select set table temporary then to transaction trigger true union unique update using values view when where window with" },
    Language { names: &["rust", "rs"], comments: SLASHES, blocks: STARS, quotes: DOUBLE, with: With::Plain,
        keywords: "as async await box break const continue crate dyn else enum extern fn for if impl in let loop macro match mod move mut pub ref return self Self static struct super trait type union unsafe use where while yield" },
    Language { names: &["javascript", "js", "mjs", "cjs", "jsx", "typescript", "ts", "mts", "tsx", "node"], comments: SLASHES, blocks: STARS, quotes: BACKTICK, with: With::Plain,
        keywords: "abstract any as async await boolean break case catch class const continue declare default delete do else enum export extends finally for from function get if implements import in infer instanceof interface keyof let namespace new number of private protected public readonly return satisfies set static string super switch this throw try type typeof unknown var void while with yield" },
    Language { names: &["java", "kotlin", "kt", "scala", "groovy", "gradle"], comments: SLASHES, blocks: STARS, quotes: TRIPLE, with: With::Plain,
        keywords: "abstract assert boolean break byte case catch char class companion const continue data def default do double else enum extends final finally float for fun given if implements import in instanceof int interface is lateinit lazy long match native new object open override package private protected public record return sealed short static super suspend switch synchronized this throw throws trait transient try typealias val var void volatile when while with yield" },
    Language { names: &["c", "h", "cpp", "c++", "cc", "cxx", "hpp", "cuda", "cu", "metal", "glsl", "wgsl", "hlsl", "objc", "objective-c"], comments: SLASHES, blocks: STARS, quotes: BOTH, with: With::Plain,
        keywords: "alignas alignof auto bool break case catch char class const consteval constexpr continue decltype default delete do double else enum explicit export extern final float for friend goto if inline int long mutable namespace new noexcept operator override private protected public register requires return short signed sizeof static static_assert struct switch template this throw try typedef typename union unsigned using virtual void volatile while" },
    Language { names: &["csharp", "cs", "c#", "fsharp", "fs", "f#"], comments: SLASHES, blocks: STARS, quotes: &["\"\"\"", "\"", "'"], with: With::Plain,
        keywords: "abstract as async await base bool break byte case catch char class const continue decimal default delegate do double else enum event explicit extern finally fixed float for foreach fun get goto if implicit in init int interface internal is let lock long match member module mutable namespace new object of open operator out override params private protected public readonly record rec ref return sealed set short sizeof static string struct switch this throw try type typeof uint using var virtual void when where while with yield" },
    Language { names: &["go", "golang"], comments: SLASHES, blocks: STARS, quotes: BACKTICK, with: With::Plain,
        keywords: "any bool break byte case chan const continue default defer else error fallthrough float32 float64 for func go goto if import int int32 int64 interface map package range return rune select string struct switch type uint uint64 var" },
    Language { names: &["swift", "dart", "zig"], comments: SLASHES, blocks: STARS, quotes: &["\"\"\"", "\""], with: With::Plain,
        keywords: "actor any as associatedtype async await break case catch class comptime const continue default defer deinit do else enum errdefer extension extends fallthrough final fn for func guard if implements import in init inout inline internal is lazy let mutating new override private protocol pub public repeat required rethrows return self Self static struct super switch test throw throws try typealias union usingnamespace var void weak where while with yield" },
    Language { names: &["ruby", "rb", "elixir", "ex", "exs", "crystal"], comments: HASH, blocks: NONE, quotes: &["\"\"\"", "\"", "'"], with: With::Plain,
        keywords: "after alias and begin break case catch class cond def defmodule defp do else elsif end ensure fn for if import in module next not or raise redo require rescue retry return self super then try undef unless until use when while with yield" },
    Language { names: &["php"], comments: &["//", "#"], blocks: STARS, quotes: BOTH, with: With::Dollars,
        keywords: "abstract and array as break case catch class clone const continue declare default do echo else elseif empty enum extends final finally fn for foreach function global if implements include instanceof interface isset match namespace new or print private protected public readonly require require_once return static switch throw trait try unset use var while yield" },
    Language { names: &["perl", "pl", "powershell", "ps1", "pwsh", "tcl", "awk"], comments: HASH, blocks: &[("<#", "#>")], quotes: BOTH, with: With::Dollars,
        keywords: "begin BEGIN break catch continue die do else elseif elsif end END exit filter finally for foreach function if in last local my next our package param print printf proc process return set sub switch throw trap try until unless use while" },
    Language { names: &["r", "julia", "jl", "nim"], comments: HASH, blocks: &[("#=", "=#")], quotes: &["\"\"\"", "\"", "'"], with: With::Plain,
        keywords: "abstract baremodule begin break catch const continue do else elseif end export finally for function global if import in let library local macro module mutable next proc quote repeat require return struct try type using var where while" },
    Language { names: &["lua"], comments: &["--"], blocks: &[("--[[", "]]")], quotes: BOTH, with: With::Plain,
        keywords: "and break do else elseif end for function goto if in local not or repeat return then until while" },
    Language { names: &["haskell", "hs", "elm", "ocaml", "ml"], comments: &["--"], blocks: &[("{-", "-}"), ("(*", "*)")], quotes: DOUBLE, with: With::Plain,
        keywords: "and as begin case class data deriving do else end fun function if import in infix infixl infixr instance let match module mutable newtype of open rec then type val when where with" },
    Language { names: &["css", "scss", "less"], comments: SLASHES, blocks: STARS, quotes: BOTH, with: With::Keys(b':'), keywords: "" },
    Language { names: &["html", "xml", "svg", "htm", "xhtml", "rss", "atom", "vue", "svelte"], comments: &[], blocks: &[("<!--", "-->")], quotes: BOTH, with: With::Tags, keywords: "" },
    Language { names: &["dockerfile", "docker", "containerfile"], comments: HASH, blocks: NONE, quotes: BOTH, with: With::Dollars,
        keywords: "ADD ARG AS CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR" },
    Language { names: &["makefile", "make", "cmake", "just", "justfile"], comments: HASH, blocks: NONE, quotes: BOTH, with: With::Dollars,
        keywords: "define else elseif endef endfunction endif export foreach function if ifdef ifeq ifndef ifneq include macro override set unexport" },
    Language { names: &["hcl", "terraform", "tf", "nix"], comments: HASH, blocks: STARS, quotes: DOUBLE, with: With::Keys(b'='),
        keywords: "assert else for if import in inherit let module output provider rec resource then variable with" },
    Language { names: &["protobuf", "proto", "graphql", "gql", "thrift"], comments: &["//", "#"], blocks: STARS, quotes: &["\"\"\"", "\""], with: With::Plain,
        keywords: "bool bytes directive double enum extend float fragment implements import input int32 int64 interface map message mutation oneof option optional package query repeated required reserved returns rpc scalar schema service string subscription syntax type uint32 uint64 union" },
];
