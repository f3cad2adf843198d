//! How fast one network address may ask. Each process counts for itself: this keeps one visitor from taking the machine
//! from the others. Tries at the door are counted in the database, for all processes together.

use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock as _};
use model::Failure;

use crate::{identity, problem::Problem, serve::Serving};

/// A limit per address, or none.
#[derive(Debug)]
pub struct Pace(Option<DefaultKeyedRateLimiter<IpAddr>>);

impl Pace {
    /// `per_second` requests in the long run, five times as many at once; 0 means no limit.
    pub fn new(per_second: u32) -> Self {
        const AT_ONCE: u32 = 5;
        let quota = NonZeroU32::new(per_second).map(|rate| {
            Quota::per_second(rate).allow_burst(NonZeroU32::new(per_second.saturating_mul(AT_ONCE)).unwrap_or(rate))
        });
        Self(quota.map(RateLimiter::keyed))
    }

    /// Forgets addresses that have not asked for a while.
    pub fn forget_the_silent(&self) {
        if let Some(limiter) = &self.0 {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }

    /// Seconds to wait, when this address asks too fast.
    fn wait(&self, address: IpAddr) -> Option<u32> {
        let limiter = self.0.as_ref()?;
        let refused = limiter.check_key(&network(address)).err()?;
        let wait = refused.wait_time_from(limiter.clock().now());
        Some(u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1))
    }
}

/// One visitor has a whole /64 of IPv6 to ask from.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

/// Lets a request through unless its address asks too fast.
pub async fn keep(State(serving): State<Serving>, request: Request, next: Next) -> Response {
    let wait = identity::address(&serving, &request).and_then(|address| serving.pace().wait(address));
    match wait {
        Some(retry_after) => Problem(Failure::TooMany { retry_after }).into_response(),
        None => next.run(request).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_too_fast_waits_and_nobody_else_does() {
        let pace = Pace::new(2);
        let (one, other) = ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        assert!((0..10).all(|_| pace.wait(one).is_none()));
        assert!(pace.wait(one).is_some());
        assert!(pace.wait(other).is_none());
        assert!((0..1_000).all(|_| Pace::new(0).wait(one).is_none()));
    }

    #[test]
    fn a_network_of_ipv6_is_one_visitor() {
        let pace = Pace::new(1);
        let taken = (0..6)
            .filter(|host| pace.wait(format!("2001:db8::{host}").parse().unwrap()).is_none())
            .count();
        assert_eq!(taken, 5);
    }
}
