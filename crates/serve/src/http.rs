//! Between hyper's requests and ours: bodies are read within limits, answers are written, events flow.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Body as HttpBody, Bytes, Frame, Incoming, SizeHint};
use tokio::sync::mpsc;

use crate::reply::{Body, Reply};
use crate::request::{Method, Request};
use crate::url;

/// Why a body is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unread {
    /// More than is taken.
    TooLarge,
    /// The other side stopped.
    Broken,
}

/// The request without its body; `None` for a method nobody uses here, or a header that is no text.
pub(crate) fn head(request: &hyper::Request<Incoming>) -> Option<Request> {
    let method = match *request.method() {
        hyper::Method::GET | hyper::Method::HEAD => Method::Get,
        hyper::Method::POST => Method::Post,
        _ => return None,
    };
    let mut headers = Vec::new();
    for (name, value) in request.headers() {
        headers.push((name.as_str().to_owned(), value.to_str().ok()?.to_owned()));
    }
    let uri = request.uri();
    Some(Request { method, path: uri.path().to_owned(), query: url::pairs(uri.query().unwrap_or_default()), headers, body: Vec::new() })
}

/// A body of at most `most` bytes.
pub(crate) async fn read(mut body: Incoming, most: usize) -> Result<Vec<u8>, Unread> {
    let most_u64 = u64::try_from(most).unwrap_or(u64::MAX);
    if body.size_hint().lower() > most_u64 {
        return Err(Unread::TooLarge);
    }
    let mut out = Vec::new();
    while let Some(frame) = std::future::poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
        let Ok(data) = frame.map_err(|_| Unread::Broken)?.into_data() else { continue };
        if out.len() + data.len() > most {
            return Err(Unread::TooLarge);
        }
        out.extend_from_slice(&data);
    }
    Ok(out)
}

/// A body on its way out.
pub(crate) enum Out {
    /// All at once.
    Whole(Option<Bytes>),
    /// Line by line.
    Lines(mpsc::Receiver<Bytes>),
}

impl HttpBody for Out {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match self.get_mut() {
            Self::Whole(bytes) => Poll::Ready(bytes.take().map(|b| Ok(Frame::data(b)))),
            Self::Lines(lines) => lines.poll_recv(cx).map(|line| line.map(|l| Ok(Frame::data(l)))),
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Whole(None))
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, |b| b.len() as u64)),
            Self::Lines(_) => SizeHint::default(),
        }
    }
}

/// The answer as hyper sends it; `lines` are the events of a [`Body::Changes`].
pub(crate) fn response(reply: Reply, lines: Option<mpsc::Receiver<Bytes>>) -> hyper::Response<Out> {
    let body = match (reply.body, lines) {
        (Body::Whole(bytes), _) => Out::Whole((!bytes.is_empty()).then(|| Bytes::from(bytes))),
        (Body::Changes, Some(lines)) => Out::Lines(lines),
        (Body::Changes, None) => Out::Whole(None),
    };
    let mut response = hyper::Response::new(body);
    *response.status_mut() = hyper::StatusCode::from_u16(reply.status).unwrap_or(hyper::StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in reply.headers {
        // What is no header value (a name with a line break in it) is left out rather than sent in two.
        if let Ok(value) = hyper::header::HeaderValue::from_str(&value) {
            response.headers_mut().append(name, value);
        }
    }
    response
}
