//! The objects of a PDF, and their order in a file.

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

pub(crate) fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// The objects so far: the first has the number 1.
pub(crate) struct File {
    /// Each with whether it is a stream.
    objects: Vec<(Vec<u8>, bool)>,
    is_packed: bool,
}

impl File {
    pub(crate) fn new(is_packed: bool) -> Self {
        Self { objects: Vec::new(), is_packed }
    }

    pub(crate) fn object(&mut self, object: impl Into<Vec<u8>>) -> usize {
        self.objects.push((object.into(), false));
        self.objects.len()
    }

    pub(crate) fn stream(&mut self, head: &str, content: &[u8]) -> usize {
        let object = stream(head, content, self.is_packed);
        self.raw(object)
    }

    /// A stream as it is.
    pub(crate) fn raw(&mut self, object: Vec<u8>) -> usize {
        self.objects.push((object, true));
        self.objects.len()
    }

    /// The file with these pages, given as dictionaries without a parent.
    pub(crate) fn finish(mut self, pages: &[String], has_object_streams: bool) -> Vec<u8> {
        let tree = self.objects.len() + pages.len() + 1;
        let kids: Vec<usize> =
            pages.iter().map(|page| self.object(format!("<< {page} /Parent {tree} 0 R >>"))).collect();
        let kids: Vec<String> = kids.iter().map(|kid| format!("{kid} 0 R")).collect();
        self.object(format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), kids.len()));
        let root = self.object(format!("<< /Type /Catalog /Pages {tree} 0 R >>"));
        if has_object_streams { self.with_object_streams(root) } else { self.plain(root) }
    }

    fn plain(self, root: usize) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
        let mut table = String::new();
        for (n, (object, _)) in self.objects.iter().enumerate() {
            let _ = write!(table, "{:010} 00000 n \n", file.len());
            file.extend(format!("{} 0 obj\n", n + 1).bytes());
            file.extend(object);
            file.extend(b"\nendobj\n");
        }
        let (start, size) = (file.len(), self.objects.len() + 1);
        file.extend(
            format!("xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root {root} 0 R >>\n")
                .bytes(),
        );
        file.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
        file
    }

    fn with_object_streams(self, root: usize) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
        let holder = self.objects.len() + 1;
        let (mut index, mut inside) = (String::new(), Vec::new());
        // Type, place, number.
        let mut entries: Vec<(u8, usize, usize)> = vec![(0, 0, 0)];
        let mut count = 0;
        for (n, (object, is_stream)) in self.objects.iter().enumerate() {
            if *is_stream {
                entries.push((1, file.len(), 0));
                file.extend(format!("{} 0 obj\n", n + 1).bytes());
                file.extend(object);
                file.extend(b"\nendobj\n");
            } else {
                entries.push((2, holder, count));
                let _ = write!(index, "{} {} ", n + 1, inside.len());
                inside.extend(object);
                inside.push(b'\n');
                count += 1;
            }
        }
        entries.push((1, file.len(), 0));
        let first = index.len();
        let content = [index.as_bytes(), &inside].concat();
        file.extend(format!("{holder} 0 obj\n").bytes());
        file.extend(stream(&format!("/Type /ObjStm /N {count} /First {first}"), &content, true));
        file.extend(b"\nendobj\n");
        let start = file.len();
        entries.push((1, start, 0));
        let bytes = |&(kind, at, number): &(u8, usize, usize)| {
            let (at, number) = (u32::try_from(at).unwrap(), u16::try_from(number).unwrap());
            [&[kind][..], &at.to_be_bytes(), &number.to_be_bytes()].concat()
        };
        let table: Vec<u8> = entries.iter().flat_map(bytes).collect();
        file.extend(format!("{} 0 obj\n", holder + 1).bytes());
        file.extend(stream(&format!("/Type /XRef /Size {} /W [1 4 2] /Root {root} 0 R", entries.len()), &table, true));
        file.extend(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").bytes());
        file
    }
}

/// A stream object.
pub(crate) fn stream(head: &str, content: &[u8], is_packed: bool) -> Vec<u8> {
    let (filter, content) = if is_packed { ("/Filter /FlateDecode", packed(content)) } else { ("", content.to_vec()) };
    let mut object = format!("<< {head} {filter} /Length {} >>\nstream\n", content.len()).into_bytes();
    object.extend(content);
    object.extend(b"\nendstream");
    object
}
