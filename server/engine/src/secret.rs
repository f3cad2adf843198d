//! Secrets that the product makes: link and token secrets are random and stored as hashes only; passwords are hashed
//! with argon2id.

use std::sync::LazyLock;

use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use crate::Fault;

/// A new secret of 256 bits, safe in addresses.
pub fn random() -> Result<String, Fault> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| Fault::Machine(format!("no randomness: {error}")))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// What is stored of a random secret. A plain hash is enough: nobody guesses 256 bits.
pub fn fingerprint(secret: &str) -> String {
    digest(secret.as_bytes())
}

/// A short name for some bytes that no other bytes have.
pub fn digest(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(bytes))
}

/// Hashes a password on a thread of its own: it takes long on purpose.
pub async fn hash_password(password: String) -> Result<String, Fault> {
    let hashed = tokio::task::spawn_blocking(move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
    });
    let hashed = hashed.await.map_err(|error| Fault::Machine(error.to_string()))?;
    hashed.map_err(|error| Fault::Machine(format!("argon2: {error}")))
}

/// Whether the password belongs to the hash. Without a hash the same work is done for nothing, so that the time says
/// nothing about whether an address is known.
pub async fn verify_password(password: String, hash: Option<String>) -> Result<bool, Fault> {
    static NOBODY: LazyLock<String> = LazyLock::new(|| {
        Argon2::default()
            .hash_password(b"nobody has this password")
            .map(|hash| hash.to_string())
            .unwrap_or_default()
    });
    let verified = tokio::task::spawn_blocking(move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODY.clone());
        let fits = PasswordHash::new(&hash)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
        fits && known
    });
    verified.await.map_err(|error| Fault::Machine(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_opens_only_its_own_hash() {
        let hash = hash_password("correct horse battery".to_owned()).await.unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(
            verify_password("correct horse battery".to_owned(), Some(hash.clone()))
                .await
                .unwrap()
        );
        assert!(!verify_password("correct horse".to_owned(), Some(hash)).await.unwrap());
        assert!(
            !verify_password("nobody has this password".to_owned(), None)
                .await
                .unwrap()
        );
    }

    #[test]
    fn secrets_differ_and_their_fingerprints_do_not_tell_them() {
        let (one, two) = (random().unwrap(), random().unwrap());
        assert_ne!(one, two);
        assert!(!fingerprint(&one).contains(&one));
    }
}
