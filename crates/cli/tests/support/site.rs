//! A web site of this machine that is friendly, slow, hostile or tired, with or without TLS.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// What a site answers.
#[derive(Debug, Clone)]
pub(crate) enum Reply {
    /// Status, headers, body.
    Now(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// A body without end.
    Endless,
    /// A byte now and then.
    Drips,
}

pub(crate) type Answers = Box<dyn Fn(&str, &BTreeMap<String, String>) -> Reply + Send>;

/// The site, and the requests it was sent.
pub(crate) struct Site {
    pub(crate) address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

pub(crate) fn ok(body: impl Into<Vec<u8>>) -> Reply {
    Reply::Now(200, Vec::new(), body.into())
}

pub(crate) fn status(status: u16) -> Reply {
    Reply::Now(status, Vec::new(), Vec::new())
}

/// A feed of entries: link, title, text.
pub(crate) fn rss(items: &[(&str, &str, &str)]) -> String {
    let items: String = items
        .iter()
        .map(|(link, title, text)| {
            format!(
                "<item><guid>{link}</guid><link>{link}</link><title>{title}</title><pubDate>Tue, 27 Sep 2022 08:00:00 GMT</pubDate>\
                 <description><![CDATA[<p>{text}</p>]]></description></item>"
            )
        })
        .collect();
    format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Border News</title>{items}</channel></rss>")
}

/// A certificate of a test's own making for this machine, with its key, both PEM.
pub(crate) struct Certificate {
    pub(crate) certificate: String,
    pub(crate) key: String,
    der: (CertificateDer<'static>, Vec<u8>),
}

impl Certificate {
    pub(crate) fn new() -> Self {
        let names = ["127.0.0.1".to_owned(), "localhost".to_owned()];
        let made = rcgen::generate_simple_self_signed(names).expect("a certificate");
        let der = (made.cert.der().clone(), made.signing_key.serialize_der());
        Self { certificate: made.cert.pem(), key: made.signing_key.serialize_pem(), der }
    }

    fn server(&self) -> Arc<rustls::ServerConfig> {
        let key = PrivateKeyDer::Pkcs8(self.der.1.clone().into());
        let config = rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![self.der.0.clone()], key);
        Arc::new(config.expect("a certificate with its key"))
    }
}

impl Site {
    pub(crate) fn start(answers: Answers) -> Self {
        Self::listening(answers, None)
    }

    /// The same over TLS.
    pub(crate) fn certified(answers: Answers, certificate: &Certificate) -> Self {
        Self::listening(answers, Some(certificate.server()))
    }

    fn listening(answers: Answers, tls: Option<Arc<rustls::ServerConfig>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address").to_string();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = asked.clone();
        // The thread ends with the test.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let _ = talk(stream, tls.as_ref(), &answers, &log);
            }
        });
        Self { address, asked }
    }

    pub(crate) fn paths(&self) -> Vec<String> {
        self.asked.lock().expect("no panic").clone()
    }
}

fn talk(
    mut stream: TcpStream,
    tls: Option<&Arc<rustls::ServerConfig>>,
    answers: &Answers,
    log: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    let Some(config) = tls else { return answer(&mut stream, answers, log) };
    let agreed = rustls::ServerConnection::new(config.clone()).map_err(std::io::Error::other)?;
    let mut stream = rustls::StreamOwned::new(agreed, stream);
    answer(&mut stream, answers, log)?;
    stream.conn.send_close_notify();
    stream.flush()
}

fn answer(stream: &mut (impl Read + Write), answers: &Answers, log: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut lines = BufReader::new(&mut *stream).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut headers = BTreeMap::new();
    for line in lines {
        let line = line?;
        let Some((name, value)) = line.split_once(": ") else { break };
        headers.insert(name.to_ascii_lowercase(), value.to_owned());
    }
    log.lock().expect("no panic").push(path.clone());
    match answers(&path, &headers) {
        Reply::Now(status, more, body) => {
            let more: String = more.iter().map(|(n, v)| format!("{n}: {v}\r\n")).collect();
            write!(stream, "HTTP/1.1 {status} x\r\n{more}content-length: {}\r\nconnection: close\r\n\r\n", body.len())?;
            stream.write_all(&body)?;
            stream.flush()
        }
        Reply::Endless => {
            stream.write_all(b"HTTP/1.1 200 x\r\nconnection: close\r\n\r\n<rss>")?;
            while stream.write_all(&[b' '; 65_536]).is_ok() {}
            Ok(())
        }
        Reply::Drips => {
            stream.write_all(b"HTTP/1.1 200 x\r\nconnection: close\r\n\r\n")?;
            while stream.write_all(b" ").is_ok() {
                std::thread::sleep(Duration::from_millis(200));
            }
            Ok(())
        }
    }
}
