//! `exode serve` with a certificate of its own: open beyond this machine without a proxy, and only under the names in it.

mod support;

use std::net::TcpStream;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use support::server::Server;
use support::site::Certificate;
use support::{Folder, run};
use ureq::tls::{RootCerts, TlsConfig};

/// A ledger of one report, and a certificate with its key, readable by us alone.
fn prepared(folder: &Folder, certificate: &Certificate) -> (PathBuf, [String; 2]) {
    folder.report("a", "2022-09-27", "en", "More than 6,512 refugees arrived in Poland on Sunday, UNHCR said.");
    let ledger = folder.path().join("tls.exode");
    let done = run(["add".as_ref(), "--ledger".as_ref(), ledger.as_os_str(), folder.path().join("a.txt").as_os_str()]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    let files = [("room.crt", &certificate.certificate), ("room.key", &certificate.key)];
    let files = files.map(|(name, text)| folder.write(name, text.clone()).display().to_string());
    readable(&files[1], 0o600);
    (ledger, files)
}

fn readable(file: &str, mode: u32) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(file, std::fs::Permissions::from_mode(mode)).expect("permissions");
    }
}

/// A browser's way to a server that it trusts by these certificates.
fn agent(roots: RootCerts) -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_global(Some(Duration::from_secs(30)))
        .proxy(None)
        .tls_config(TlsConfig::builder().root_certs(roots).build());
    config.build().into()
}

#[test]
fn a_certificate_opens_the_room_to_other_machines_under_its_own_names() {
    let (folder, certificate) = (Folder::new(), Certificate::new());
    let (ledger, [crt, key]) = prepared(&folder, &certificate);
    // Beyond this machine, which nothing but TLS or a proxy allows.
    let options = ["--listen", "0.0.0.0:0", "--by", "ana", "--tls-cert", &crt, "--tls-key", &key];
    let server = Server::spawn(&ledger, &options);
    let port = server.address.rsplit(':').next().expect("a port").to_owned();
    let token = &server.tokens["ana"];
    let trusted = agent(RootCerts::new_with_certs(&[ureq::tls::Certificate::from_pem(certificate.certificate.as_bytes()).expect("PEM")]));
    // Whoever connects and says nothing keeps nobody out.
    let silent: Vec<TcpStream> = (0..30).filter_map(|_| TcpStream::connect(format!("127.0.0.1:{port}")).ok()).collect();
    assert_eq!(silent.len(), 30);
    let until = Instant::now() + Duration::from_secs(60);
    let found = loop {
        let asked = trusted.get(format!("https://localhost:{port}/api/v1/claims")).header("authorization", format!("Bearer {token}"));
        let mut answer = asked.call().expect("an answer over TLS");
        if answer.status() != 503 || Instant::now() > until {
            assert_eq!(answer.status(), 200);
            break answer.body_mut().read_to_string().expect("text");
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    assert!(found.contains("6512"), "{found}");
    let entered = trusted.get(format!("https://127.0.0.1:{port}/enter?token={token}")).call().expect("an answer");
    let cookie = entered.headers().get("set-cookie").and_then(|c| c.to_str().ok()).expect("a cookie").to_owned();
    assert!(entered.status() == 303 && cookie.contains("; Secure") && cookie.contains("SameSite=Strict"), "{cookie}");
    let elsewhere = trusted.get(format!("https://localhost:{port}/")).header("host", "evil.example").call().expect("an answer");
    assert_eq!(elsewhere.status(), 421, "a name that is not in the certificate is not ours");
    // Nobody is answered in the clear, and nobody who was not given the certificate takes it for another's.
    let clear = server.raw(format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").as_bytes());
    assert!(clear.is_none_or(|a| a.status >= 400), "no answer without TLS");
    assert!(agent(RootCerts::WebPki).get(format!("https://localhost:{port}/")).call().is_err(), "a certificate nobody vouches for");
}

#[test]
fn half_a_certificate_and_keys_that_lie_open_are_refused() {
    let (folder, certificate) = (Folder::new(), Certificate::new());
    let (ledger, [crt, key]) = prepared(&folder, &certificate);
    let ledger = ledger.display().to_string();
    let serve = |options: &[&str]| run([&["serve", &ledger, "--listen", "127.0.0.1:0"], options].concat());
    for (options, told) in [
        (&["--tls-cert", &crt][..], "go together"),
        (&["--tls-cert", &key, "--tls-key", &key], "room.key"),
        (&["--tls-cert", &crt, "--tls-key", &crt], "room.crt"),
    ] {
        let refused = serve(options);
        assert!(refused.code == Some(2) && refused.err.contains(told), "{options:?}: {}", refused.err);
    }
    #[cfg(unix)]
    {
        readable(&key, 0o644);
        let loose = serve(&["--tls-cert", &crt, "--tls-key", &key]);
        assert!(loose.code == Some(2) && loose.err.contains("chmod 600"), "{}", loose.err);
    }
}
