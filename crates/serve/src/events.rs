//! Server-sent events: one whenever pages would show something new, or the fit of a case has begun, is there or failed, and how far it is.

use std::time::Duration;

use hyper::body::Bytes;
use tokio::sync::{OwnedSemaphorePermit, mpsc, watch};

/// How often a line is sent that says nothing, so that a dead connection is noticed and a living one is not taken for dead.
const BREATH: Duration = Duration::from_secs(20);

/// The lines of one listener, until it leaves, the server stops, or the room closes.
pub(crate) fn lines(
    mut changes: watch::Receiver<u64>,
    mut fits: Option<watch::Receiver<u64>>,
    mut percent: Option<watch::Receiver<u8>>,
    mut stop: watch::Receiver<bool>,
    permit: OwnedSemaphorePermit,
) -> mpsc::Receiver<Bytes> {
    let (send, receive) = mpsc::channel(2);
    tokio::spawn(async move {
        let _permit = permit;
        let mut hello = format!("retry: 3000\nevent: now\ndata: {}\n\n", *changes.borrow_and_update());
        if let Some(fits) = &mut fits {
            hello += &format!("event: fit\ndata: {}\n\n", *fits.borrow_and_update());
        }
        if send.send(Bytes::from(hello)).await.is_err() {
            return;
        }
        loop {
            let line = tokio::select! {
                changed = changes.changed() => match changed {
                    Ok(()) => format!("event: changed\ndata: {}\n\n", *changes.borrow_and_update()),
                    Err(_) => return,
                },
                number = next(&mut fits) => format!("event: fit\ndata: {number}\n\n"),
                percent = next(&mut percent) => format!("event: progress\ndata: {percent}\n\n"),
                () = tokio::time::sleep(BREATH) => ": still here\n\n".to_owned(),
                _ = stop.changed() => return,
                () = send.closed() => return,
            };
            if send.send(Bytes::from(line)).await.is_err() {
                return;
            }
        }
    });
    receive
}

/// The next number of what a fit tells; never where nothing is fitted.
async fn next<T: Copy>(numbers: &mut Option<watch::Receiver<T>>) -> T {
    if let Some(numbers) = numbers
        && numbers.changed().await.is_ok()
    {
        return *numbers.borrow_and_update();
    }
    std::future::pending().await
}
