//! TLS of the server's own: a certificate and its key, and which names the certificate stands for.
//!
//! The names are also those under which the server may be asked ([`crate::guard`]): a name that leads here but is not in the certificate is
//! somebody else's.

use std::sync::Arc;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio_rustls::TlsAcceptor;
use webpki::EndEntityCert;

use crate::ServeError;

/// A certificate with its key, ready to answer with.
#[derive(Clone)]
pub struct Tls {
    pub(crate) acceptor: TlsAcceptor,
    certificate: Arc<CertificateDer<'static>>,
}

impl std::fmt::Debug for Tls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tls").finish_non_exhaustive() // never the key
    }
}

impl Tls {
    /// The certificate (PEM; itself first, then those that vouch for it) and its private key (PEM: PKCS #8, PKCS #1 or SEC 1). TLS 1.2 and
    /// 1.3 are spoken.
    ///
    /// # Errors
    /// [`ServeError::Certificate`] or [`ServeError::Key`] where there is none, or the two do not belong together.
    pub fn of(certificate: &[u8], key: &[u8]) -> Result<Self, ServeError> {
        let no_certificate = |why: &dyn std::fmt::Display| ServeError::Certificate(why.to_string());
        let no_key = |why: &dyn std::fmt::Display| ServeError::Key(why.to_string());
        let chain = CertificateDer::pem_slice_iter(certificate).collect::<Result<Vec<_>, _>>().map_err(|e| no_certificate(&e))?;
        let first = chain.first().ok_or_else(|| no_certificate(&"there is none"))?.clone();
        EndEntityCert::try_from(&first).map_err(|e| no_certificate(&e))?;
        let secret = PrivateKeyDer::from_pem_slice(key).map_err(|e| no_key(&e))?;
        let mut config = rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|e| no_certificate(&e))?
            .with_no_client_auth()
            .with_single_cert(chain, secret)
            .map_err(|e| no_key(&e))?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self { acceptor: TlsAcceptor::from(Arc::new(config)), certificate: Arc::new(first) })
    }

    /// The first name in the certificate that is no pattern, for the links that are printed.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        let certificate = EndEntityCert::try_from(&*self.certificate).ok()?;
        certificate.valid_dns_names().find(|name| !name.contains('*')).map(str::to_owned)
    }

    /// Whether the certificate stands for a host as requests name it: a name or an address, with or without a port.
    pub(crate) fn stands_for(&self, host: &str) -> bool {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()) => name,
            _ => host,
        };
        let name = name.strip_prefix('[').and_then(|n| n.strip_suffix(']')).unwrap_or(name);
        let (Ok(name), Ok(certificate)) = (ServerName::try_from(name), EndEntityCert::try_from(&*self.certificate)) else { return false };
        certificate.verify_is_valid_for_subject_name(&name).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A certificate of its own making for these names, and its key.
    fn made(names: &[&str]) -> (String, String) {
        let made = rcgen::generate_simple_self_signed(names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>()).unwrap();
        (made.cert.pem(), made.signing_key.serialize_pem())
    }

    #[test]
    fn only_names_in_the_certificate_lead_to_the_server() {
        let (certificate, key) = made(&["*.ex.org", "room.example.org", "192.0.2.7", "::1"]);
        let tls = Tls::of(certificate.as_bytes(), key.as_bytes()).unwrap();
        assert_eq!(tls.name().as_deref(), Some("room.example.org"));
        for host in ["room.example.org", "ROOM.example.org:8443", "192.0.2.7:8443", "[::1]:8443", "a.ex.org"] {
            assert!(tls.stands_for(host), "{host}");
        }
        for host in
            ["", "example.org", "evil.example", "192.0.2.8", "room.example.org.evil.example", "a.b.ex.org", ":8443", "room.example.org:x"]
        {
            assert!(!tls.stands_for(host), "{host}");
        }
    }

    #[test]
    fn what_is_no_pair_is_refused_and_nothing_of_the_key_is_told() {
        let ((certificate, key), (_, other)) = (made(&["a.example"]), made(&["b.example"]));
        let of = |certificate: &str, key: &str| Tls::of(certificate.as_bytes(), key.as_bytes());
        assert!(matches!(of(&certificate, &other), Err(ServeError::Key(_))), "another's key");
        assert!(matches!(of(&certificate, &certificate), Err(ServeError::Key(_))));
        assert!(matches!(of(&key, &key), Err(ServeError::Certificate(_))));
        assert!(matches!(of("", &key), Err(ServeError::Certificate(_))));
        assert_eq!(format!("{:?}", of(&certificate, &key).unwrap()), "Tls { .. }");
    }
}
