//! Listening, limits, and a graceful end.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Mutex, Notify, Semaphore, watch};

use crate::ask::Site;
use crate::connections::{Connections, Line};
use crate::http::{self, Out, Unread};
use crate::model::{self, Fits};
use crate::reply::{Body, Reply};
use crate::room::Room;
use crate::{Options, ServeError, events, routes};

/// Connections at once; beyond that the one silent longest goes.
const CONNECTIONS: usize = 512;
/// Requests answered at once, beyond which they wait; and how many may wait.
const AT_ONCE: usize = 8;
const WAITING: usize = 128;
/// Bodies of many bytes read at once.
const UPLOADS: usize = 2;
/// Listeners of changes.
const LISTENERS: usize = 64;
/// A request's head must be there after so long, also the next one on a connection that is kept.
const HEAD: Duration = Duration::from_secs(10);
/// A body must be there after so long.
const BODY: Duration = Duration::from_secs(60);
/// What is being answered has so long when the server stops.
const FAREWELL: Duration = Duration::from_secs(5);
/// Bytes of a head.
const HEAD_BYTES: usize = 32 << 10;

/// Everything a connection needs.
struct Desk {
    site: Site,
    at_once: Semaphore,
    waiting: Semaphore,
    uploads: Semaphore,
    listeners: Arc<Semaphore>,
    stop: watch::Receiver<bool>,
}

/// Serve the ledger until the process is told to stop (interrupt or termination). `ready` hears where it listens.
///
/// # Errors
/// Where the options are unsafe, the address or the ledger cannot be used, or there is no randomness.
pub fn serve(options: Options, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    if !options.listen.ip().is_loopback() && options.behind_proxy.is_none() && options.tls.is_none() {
        return Err(ServeError::Open(options.listen));
    }
    if options.people.is_empty() {
        return Err(ServeError::Nobody);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(AT_ONCE + UPLOADS + 4)
        .enable_all()
        .build()
        .map_err(ServeError::Start)?;
    runtime.block_on(run(options, ready))
}

async fn run(options: Options, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    let at = |source| ServeError::Listen { address: options.listen, source };
    let listener = TcpListener::bind(options.listen).await.map_err(at)?;
    let address = listener.local_addr().map_err(at)?;
    let room = Arc::new(Room::open(&options.ledger)?);
    let fits = options.fit.map(|options| Arc::new(Fits::new(options)));
    let (stopping, stop) = watch::channel(false);
    let site = Site {
        hosts: hosts(address, options.behind_proxy.as_deref()),
        cookie: format!("exode-{}", address.port()),
        secure: options.behind_proxy.is_some() || options.tls.is_some(),
        tls: options.tls,
        title: options.title,
        people: options.people,
        room: room.clone(),
        fits: fits.clone(),
        now: options.now,
        today: options.today,
        languages: options.languages,
    };
    let desk = Arc::new(Desk {
        site,
        at_once: Semaphore::new(AT_ONCE),
        waiting: Semaphore::new(WAITING),
        uploads: Semaphore::new(UPLOADS),
        listeners: Arc::new(Semaphore::new(LISTENERS)),
        stop: stop.clone(),
    });
    let keeper = {
        let desk = desk.clone();
        std::thread::spawn(move || desk.site.room.keep())
    };
    if let Some(fits) = fits {
        tokio::spawn(model::keep(fits, room, options.languages, options.now, stop.clone()));
    }
    ready(address);
    let connections = Connections::new(CONNECTIONS);
    let signal = told_to_stop();
    tokio::pin!(signal);
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => if let Some(line) = connections.enter() {
                    tokio::spawn(connection(desk.clone(), stream, line));
                },
                // Out of descriptors, or a connection that was gone before it was taken: others may still come.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            },
            () = &mut signal => break,
        }
    }
    drop(listener);
    stopping.send_replace(true);
    desk.site.room.close();
    let all_gone = async {
        while Arc::strong_count(&desk) > 2 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let _ = tokio::time::timeout(FAREWELL, all_gone).await;
    // A snapshot that is being built of a large ledger is left alone: it writes nothing.
    if keeper.is_finished() {
        let _ = keeper.join();
    }
    Ok(())
}

/// The names under which the server may be asked: its own address, the usual names of loopback, and what a proxy calls it.
fn hosts(address: SocketAddr, proxy: Option<&str>) -> Vec<String> {
    let port = address.port();
    let mut hosts = vec![address.to_string()];
    if address.ip().is_loopback() {
        hosts.extend([format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")]);
    }
    hosts.extend(proxy.map(str::to_owned));
    hosts
}

async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        if let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
            return;
        }
    }
    let _ = interrupt.await;
}

async fn connection(desk: Arc<Desk>, stream: TcpStream, line: Line) {
    let _ = stream.set_nodelay(true);
    let leave = line.leave();
    let Some(acceptor) = desk.site.tls.as_ref().map(|tls| tls.acceptor.clone()) else { return talk(desk, stream, line, leave).await };
    // Whoever does not agree on a key within the time of a head, or is silent longest, goes as anybody else does.
    let agreed = tokio::select! {
        agreed = tokio::time::timeout(HEAD, acceptor.accept(stream)) => agreed,
        () = leave.notified() => return,
    };
    if let Ok(Ok(stream)) = agreed {
        talk(desk, stream, line, leave).await;
    }
}

/// Answer what is asked on one connection, until either side ends it.
async fn talk(desk: Arc<Desk>, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static, line: Line, leave: Arc<Notify>) {
    let mut stop = desk.stop.clone();
    let line = Arc::new(Mutex::new(line));
    let service = service_fn(move |request| {
        let (desk, line) = (desk.clone(), line.clone());
        async move {
            line.lock().await.work();
            let response = answer(&desk, request).await;
            line.lock().await.rest();
            Ok::<_, std::convert::Infallible>(response)
        }
    });
    let connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service);
    tokio::pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => {}
        () = leave.notified() => {}
        _ = stop.changed() => {
            connection.as_mut().graceful_shutdown();
            let _ = tokio::time::timeout(FAREWELL, connection).await;
        }
    }
}

async fn answer(desk: &Arc<Desk>, request: hyper::Request<Incoming>) -> hyper::Response<Out> {
    let unpacks = request
        .headers()
        .get(hyper::header::ACCEPT_ENCODING)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|v| v.split(',').any(|e| e.split(';').next().is_some_and(|e| e.trim() == "gzip")));
    let plain = |status, text: &str| http::response(Reply::text(status, text).sealed(false), None);
    let Some(mut head) = http::head(&request) else {
        return plain(405, "GET, HEAD and POST are understood here\n");
    };
    let Ok(_place) = desk.waiting.try_acquire() else {
        return plain(503, "too many at once; try again\n");
    };
    // Who may not come in is told so before a byte of a body is read.
    if let Err(refused) = routes::door(&desk.site, &head) {
        return http::response(refused.sealed(unpacks), None);
    }
    let most = routes::most_bytes(&head);
    let _upload = if most > routes::SMALL { desk.uploads.acquire().await.ok() } else { None };
    match tokio::time::timeout(BODY, http::read(request.into_body(), most)).await {
        Ok(Ok(body)) => head.body = body,
        Ok(Err(Unread::TooLarge)) => {
            return http::response(routes::too_large(&head, most).with("connection", "close").sealed(unpacks), None);
        }
        Ok(Err(Unread::Broken)) => return plain(400, "the body broke off\n"),
        Err(_) => return plain(408, "the body took too long\n"),
    }
    let Ok(_turn) = desk.at_once.acquire().await else { return plain(503, "closing\n") };
    let site = desk.clone();
    let reply = tokio::task::spawn_blocking(move || routes::answer(&site.site, &head).sealed(unpacks)).await;
    let Ok(reply) = reply else { return plain(500, "this page failed; the ledger is as it was\n") };
    if !matches!(reply.body, Body::Changes) {
        return http::response(reply, None);
    }
    let fits = desk.site.fits.as_ref();
    match desk.listeners.clone().try_acquire_owned() {
        Ok(permit) => {
            let (numbers, percents) = (fits.map(|f| f.changes()), fits.map(|f| f.percents()));
            http::response(reply, Some(events::lines(desk.site.room.changes(), numbers, percents, desk.stop.clone(), permit)))
        }
        Err(_) => plain(503, "too many listen; reload to see what is new\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_own_names_lead_to_a_server() {
        let local = hosts("127.0.0.1:8420".parse().unwrap(), None);
        assert!(local.contains(&"localhost:8420".to_owned()) && !local.iter().any(|h| h.contains("0.0.0.0")));
        let proxied = hosts("0.0.0.0:80".parse().unwrap(), Some("room.example.org"));
        assert!(proxied.contains(&"room.example.org".to_owned()) && !proxied.iter().any(|h| h.starts_with("localhost")));
    }
}
