//! Tests of settings.

use super::{Config, ConfigError, MetricsReaders, OutboundError, Settings, Tls};
use outbound::RelayTls;

fn check(text: &str) -> Result<Config, ConfigError> {
    Settings::parse(text).expect("it parses").check()
}

#[test]
fn nothing_said_means_this_machine_only() {
    let config = check("").unwrap();
    assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.media.to_string(), "127.0.0.1:7880");
    assert_eq!(config.tls, Tls::Off);
    assert_eq!(config.metrics, MetricsReaders::Local);
}

#[test]
fn plain_http_beyond_this_machine_is_refused() {
    for listen in ["0.0.0.0:80", "192.0.2.1:8080", "[::]:8080"] {
        let refused = check(&format!("listen = \"{listen}\"")).unwrap_err();
        assert!(matches!(refused, ConfigError::PlainHttp(_)), "{listen}");
        assert!(refused.to_string().contains("--tls self"));
    }
    for more in [
        "tls = \"self\"",
        "tls = \"a.pem,b.pem\"",
        "public_url = \"https://a.example/\"",
    ] {
        check(&format!("listen = \"0.0.0.0:80\"\n{more}")).expect(more);
    }
    let plain = "listen = \"0.0.0.0:80\"\npublic_url = \"http://a.example\"";
    assert!(matches!(check(plain), Err(ConfigError::PlainHttp(_))));
}

#[test]
fn the_higher_place_wins() {
    let flags = Settings {
        media_port: Some(0),
        ..Settings::default()
    };
    let file = Settings::parse("media_port = 9\nlog_level = \"debug\"").unwrap();
    let config = flags.over(file).check().unwrap();
    assert_eq!(config.media.port(), 0);
    assert_eq!(config.log_level, "debug");
}

#[test]
fn announced_addresses_make_media_listen_everywhere() {
    let config = check("announce = [\"203.0.113.7\"]").unwrap();
    assert_eq!(config.media.to_string(), "0.0.0.0:7880");
    let config = check("announce = [\"203.0.113.7\"]\nmedia_address = \"127.0.0.1\"").unwrap();
    assert_eq!(config.media.to_string(), "127.0.0.1:7880");
}

#[test]
fn mistakes_are_named_with_their_line() {
    let cases = [
        ("\nlisten = 3", "line 2: "),
        ("lisssten = \"\"", "unknown field `lisssten`"),
        ("listen = \"nowhere\"", "line 1: "),
        ("metrics = \"some\"", "unknown variant `some`"),
        ("listen =", "line 1: "),
    ];
    for (text, expected) in cases {
        let reason = Settings::parse(text).expect_err(text);
        assert!(reason.contains(expected), "{text:?} gave {reason:?}");
        assert_eq!(reason.lines().count(), 1, "{reason:?}");
    }
    assert!(matches!(check("tls = \"other\""), Err(ConfigError::Tls(_))));
    assert!(matches!(
        check("tls = \"a.pem,\""),
        Err(ConfigError::Tls(_))
    ));
    assert!(matches!(
        check("tls_names = [\"a b\"]"),
        Err(ConfigError::TlsName(_))
    ));
    for url in ["chat.example.org", "https://", "https://a/b", "ftp://a"] {
        let refused = check(&format!("public_url = \"{url}\""));
        assert!(matches!(refused, Err(ConfigError::PublicUrl(_))), "{url}");
    }
}

#[test]
fn what_is_printed_reads_back_as_the_same_and_explains_every_setting() {
    let text = "tls = \"self\"\nannounce = [\"203.0.113.7\"]\n[mail]\nhost = \"relay\"\nport = 26\n\
                tls = \"tls\"\n[outbound]\nallow_private = [\"10.0.0.0/8\"]";
    let settings = Settings::parse(text).unwrap();
    let printed = settings.clone().print();
    let read = Settings::parse(&printed).unwrap();
    assert_eq!(read, settings.over(Settings::defaults()));
    let all = [
        "data",
        "listen",
        "tls",
        "tls_names",
        "public_url",
        "media_port",
        "media_address",
        "announce",
        "metrics",
        "log",
        "log_level",
        "mail_host",
        "mail_port",
        "mail_tls",
        "mail_user",
        "mail_password",
        "mail_from",
        "mail_name",
        "push_contact",
        "outbound_allow_private",
        "outbound_ca",
    ];
    for name in all {
        let variable = format!("MEANWHILE_{}", name.to_uppercase());
        assert!(printed.contains(&variable), "{name} is not explained");
        let flag = format!("# --{}, ", name.replace('_', "-"));
        assert!(printed.contains(&flag), "{name} has no flag");
    }
}

fn check_outbound(text: &str) -> OutboundError {
    match check(text) {
        Err(ConfigError::Outbound(error)) => error,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn email_takes_a_relay_and_a_sender_and_the_usual_port_of_its_tls() {
    assert_eq!(check("").unwrap().mail, None);
    let relay = "[mail]\nhost = \"relay.example.org\"\nfrom = \"m@example.org\"\n";
    for (more, tls, port) in [
        ("", RelayTls::Starttls, 587),
        ("tls = \"tls\"", RelayTls::Tls, 465),
        ("tls = \"none\"", RelayTls::None, 25),
        ("port = 2525", RelayTls::Starttls, 2525),
    ] {
        let mail = check(&format!("{relay}{more}")).unwrap().mail.unwrap();
        assert_eq!((mail.relay.tls, mail.relay.port), (tls, port));
        assert_eq!(mail.relay.sign_in, None);
        assert_eq!(mail.name, "Meanwhile");
    }
    let no_host = check_outbound("[mail]\nfrom = \"m@example.org\"");
    assert_eq!(no_host, OutboundError::MailHost);
    let no_from = check_outbound("[mail]\nhost = \"relay.example.org\"");
    assert_eq!(no_from, OutboundError::MailFrom);
    let half = check_outbound(&format!("{relay}user = \"m\""));
    assert_eq!(half, OutboundError::MailSignIn);
}

#[test]
fn a_password_is_shown_nowhere_and_never_sent_in_the_open() {
    let with = |host: &str, tls: &str| {
        format!(
            "[mail]\nhost = \"{host}\"\nfrom = \"m@a.example\"\nuser = \"m\"\n\
             password = \"hunter2\"\ntls = \"{tls}\""
        )
    };
    let settings = Settings::parse(&with("relay", "starttls")).unwrap();
    let shown = [
        format!("{settings:?}"),
        format!("{:?}", settings.clone().check().unwrap()),
        settings.print(),
    ];
    for text in shown {
        assert!(!text.contains("hunter2"), "{text}");
    }
    let refused = check_outbound(&with("relay.example.org", "none"));
    assert_eq!(
        refused,
        OutboundError::MailPlain("relay.example.org".to_owned())
    );
    for host in ["localhost", "127.0.0.1", "::1"] {
        check(&with(host, "none")).expect(host);
    }
}

#[test]
fn push_takes_a_contact_or_a_public_address() {
    let contact = |text: &str| check(text).unwrap().push.map(|push| push.contact);
    assert_eq!(contact(""), None);
    assert_eq!(contact("public_url = \"http://a.example\""), None);
    let own = contact("public_url = \"https://a.example/\"");
    assert_eq!(own.as_deref(), Some("https://a.example"));
    let named = contact("[push]\ncontact = \"mailto:it@a.example\"");
    assert_eq!(named.as_deref(), Some("mailto:it@a.example"));
    let wrong = check_outbound("[push]\ncontact = \"it@a.example\"");
    assert_eq!(wrong, OutboundError::PushContact("it@a.example".to_owned()));
}

#[test]
fn private_networks_are_opened_by_name_only() {
    let inside = "10.1.2.3".parse().unwrap();
    let rule = |text: &str| check(text).unwrap().outbound.addresses;
    assert!(!rule("").allows(inside));
    assert!(rule("[outbound]\nallow_private = [\"10.0.0.0/8\"]").allows(inside));
    let wrong = check_outbound("[outbound]\nallow_private = [\"inside\"]");
    assert!(wrong.to_string().contains("`inside` is neither"), "{wrong}");
}
