"""The schema, as the append-only list of steps that made it; every engine takes them."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlite_utils import Database, Migrations

from store.errors import CopydeskError

migrations = Migrations("copydesk")


def all_migrations() -> list[Any]:
    """Return every step, each with its `name` and its `fn`."""
    return list(migrations.pending(Database(memory=True)))


def check_applied(applied: Iterable[str], place: object) -> None:
    """Raise CopydeskError where a newer release has been at a database."""
    known = {migration.name for migration in all_migrations()}
    for name in applied:
        if name not in known:
            raise CopydeskError(
                f"The database {place} was made by a newer Copydesk (it has {name}). "
                "Update Copydesk, or name another database."
            )


def _step(name: str, sql: str, then: Callable[[Any], None] = lambda db: None) -> None:
    """Register a step: statements that each engine runs one after another."""

    def apply(db: Any) -> None:
        for statement in sql.split(";"):
            db.execute(statement)
        then(db)

    migrations(name=name)(apply)


# Create sources, articles, the names they arrive under, and their versions.
# The text comes last, so that reading the other columns leaves its pages alone.
_step(
    "m001_articles",
    """
    create table sources (id integer primary key, name text not null unique);
    create table articles (
        id integer primary key, public_id text not null unique,
        source_id integer references sources (id),
        url text,
        copy_of integer references articles (id),
        added_at text not null
    );
    create index articles_source on articles (source_id);
    create index articles_copy_of on articles (copy_of) where copy_of is not null;
    create table identities (
        identity text primary key,
        article_id integer not null references articles (id) on delete cascade
    ) without rowid;
    create index identities_article on identities (article_id);
    create table versions (
        id integer primary key,
        article_id integer not null references articles (id) on delete cascade,
        version integer not null, added_at text not null, published_at text,
        published_from text not null, published_zone text, language text,
        corrects integer not null, title text, byline text, body text not null,
        sentences blob not null, text text not null,
        unique (article_id, version)
    );
    create index versions_published on versions (published_at);
    create index versions_added on versions (added_at)
    """,
)
# Create passages, their index, and the frequencies that scoring needs.
_step(
    "m002_passages",
    """
    create table passages (
        id integer primary key,
        version_id integer not null references versions (id),
        "start" integer not null, "end" integer not null, day integer, source_id integer
    );
    create index passages_version on passages (version_id);
    create index passages_day on passages (day);
    create index passages_source on passages (source_id, day);
    create table term_frequencies (term text primary key, passages integer not null) without rowid;
    create table totals (
        id integer primary key check (id = 1), articles integer not null,
        passages integer not null, terms integer not null, fingerprint text not null
    );
    insert into totals values (1, 0, 0, 0, '')
    """,
    lambda db: db.index.create(db),
)
# Create the inverted table of sentence hashes that finds copies.
_step(
    "m003_sentences",
    """
    create table sentences (
        hash integer not null, article_id integer not null,
        primary key (hash, article_id)
    ) without rowid
    """,
)
# Create the feeds that are polled, with their health.
_step(
    "m004_feeds",
    """
    create table feeds (
        url text primary key, title text, added_at text not null, etag text, modified text,
        polled_at text, succeeded_at text, new_article_at text, failed_at text, error text,
        failures integer not null default 0, retry_at text
    )
    """,
)
# Create the answers given, exactly as they were shown, and what they cite.
# Public ids: an answer stays as it was when an article it cites is removed.
_step(
    "m005_answers",
    """
    create table answers (
        id integer primary key, question text not null, asked_at text not null,
        payload text not null
    );
    create table citations (
        answer_id integer not null references answers (id) on delete cascade,
        article_id text not null, version integer not null,
        primary key (answer_id, article_id, version)
    ) without rowid;
    create index citations_article on citations (article_id)
    """,
)
# Create the inbox of events, the outbox of posts, and the lanes that rest.
_step(
    "m006_delivery",
    """
    create table events (
        id integer primary key, event_id text not null unique, message_key text unique,
        lane text not null, is_urgent integer not null, received_at text not null,
        state text not null default 'waiting', worker text, lease_until text,
        attempts integer not null default 0, finished_at text, error text, body text not null
    );
    create index events_lane on events (lane, id);
    create index events_open on events (is_urgent, id) where state in ('waiting', 'claimed');
    create table posts (
        id integer primary key, post_key text not null unique, lane text not null,
        team_id text not null, channel_id text, thread_ts text, subject text, amends text,
        pace real not null, created_at text not null, due_at text not null,
        state text not null default 'waiting', worker text, lease_until text,
        attempts integer not null default 0, is_uncertain integer not null default 0, ts text,
        error text, finished_at text, payload text not null
    );
    create index posts_open on posts (lane, id) where state in ('waiting', 'sending');
    create index posts_message on posts (channel_id, ts);
    create index posts_thread on posts (channel_id, thread_ts);
    create index posts_subject on posts (subject) where subject is not null;
    create index posts_amends on posts (amends) where amends is not null;
    create table rests (lane text primary key, until text not null) without rowid
    """,
)
# Create what each article states, and the names by which its story is found.
# Day 0 is an undated article.
_step(
    "m007_claims",
    """
    create table accounts (
        article_id integer primary key references articles (id) on delete cascade,
        version integer not null, published_at text, story text not null
    );
    create table account_names (
        name text not null, day integer not null,
        article_id integer not null references articles (id) on delete cascade,
        primary key (name, day, article_id)
    ) without rowid;
    create index account_names_article on account_names (article_id);
    create table claims (
        id integer primary key,
        article_id integer not null references articles (id) on delete cascade,
        slot text not null, kind text not null, "start" integer not null, "end" integer not null,
        normalised text not null, payload text not null
    );
    create index claims_article on claims (article_id)
    """,
)
# Create the verdicts between claims, and what people decided on them.
# Public ids: a dismissed pair stays dismissed when its articles are removed and read again.
_step(
    "m008_verdicts",
    """
    create table verdicts (
        id integer primary key, pair_key text not null unique, verdict text not null,
        why text not null, slot text not null, story text not null, a_article text not null,
        b_article text not null, a text not null, b text not null, state text not null,
        detected_at text not null, changed_at text not null, changed_by text not null, note text
    );
    create index verdicts_a on verdicts (a_article);
    create index verdicts_b on verdicts (b_article);
    create table decisions (
        id integer primary key,
        verdict_id integer not null references verdicts (id) on delete cascade,
        state text not null, by text not null, at text not null, note text
    );
    create index decisions_verdict on decisions (verdict_id)
    """,
)
# Create subscriptions, watched questions, and the outbox of alerts.
_step(
    "m009_alerts",
    """
    create table subscriptions (
        id integer primary key, channel_id text not null, wanted text not null,
        created_at text not null
    );
    create table watches (
        id integer primary key, channel_id text not null, question text not null,
        terms text not null, "values" text not null, created_at text not null,
        asked_at text not null, answer_id integer,
        unique (channel_id, question)
    );
    create table alerts (
        id integer primary key, channel_id text not null, subject text not null,
        kind text not null, story text not null, verdict text not null, payload text not null,
        subscription_id integer, state text not null default 'pending', created_at text not null,
        sent_at text, as_digest integer not null default 0,
        unique (channel_id, subject)
    );
    create index alerts_pending on alerts (id) where state = 'pending';
    create index alerts_subject on alerts (subject);
    create index alerts_sent on alerts (sent_at) where state = 'sent'
    """,
)
# Create the questions asked in threads, for follow-ups, edits and deletions.
_step(
    "m010_turns",
    """
    create table turns (
        channel_id text not null, thread_ts text not null, ts text not null, user_id text,
        question text not null, answer_id integer, post_keys text not null, asked_at text not null,
        primary key (channel_id, ts)
    ) without rowid;
    create index turns_thread on turns (channel_id, thread_ts)
    """,
)
# Create what people said of answers.
_step(
    "m011_feedback",
    """
    create table feedback (
        answer_id integer not null references answers (id) on delete cascade,
        user_id text not null, is_helpful integer not null, given_at text not null,
        primary key (answer_id, user_id)
    ) without rowid
    """,
)
# Create the workspaces where the app is installed, and the installs that were begun.
_step(
    "m012_installations",
    """
    create table installations (
        team_id text primary key, team_name text, installed_at text not null, sealed blob not null
    ) without rowid;
    create table install_states (state text primary key, until text not null) without rowid
    """,
)
# Create the stories that a channel has snoozed or muted.
_step(
    "m013_silences",
    """
    create table silences (
        channel_id text not null, story text not null, until text not null, verdict_id integer,
        primary key (channel_id, story)
    ) without rowid
    """,
)
# Mark events that a person stopped before they were done.
_step("m014_stopped_events", "alter table events add column is_stopped integer not null default 0")
# Create who asked to hear of a watched question; several may in one channel.
_step(
    "m015_watchers",
    """
    create table watchers (
        watch_id integer not null references watches (id) on delete cascade,
        user_id text not null,
        primary key (watch_id, user_id)
    ) without rowid
    """,
)
# Name verdicts by what they are about and their dispute; claims are read, not kept.
_step(
    "m016_relations",
    """
    alter table verdicts rename column why to about;
    alter table verdicts rename column slot to dispute;
    alter table verdicts add column likelihood real;
    update verdicts set dispute = pair_key;
    create index verdicts_dispute on verdicts (dispute);
    drop table claims;
    drop table account_names;
    update accounts set story = case story when '{}' then 'copy' else '' end
    """,
)
# Keep under which names an article that was deleted came, and what a person has set.
_step(
    "m017_removed",
    """
    create table removed (
        identity text primary key, article_id text not null, removed_at text not null
    ) without rowid;
    create index removed_article on removed (article_id);
    alter table articles add column edited text not null default ''
    """,
)
# Give passages a time of their own: the updates of a live blog have one.
_step("m018_passage_times", "alter table passages add column said_at text")
# Name what is kept of comparing by what it is: a version, and whether it was a copy.
_step(
    "m019_compared",
    """
    alter table accounts rename to compared;
    alter table compared rename column story to state
    """,
)
# Create who did what.
_step(
    "m020_audit",
    """
    create table audit (
        id integer primary key, at text not null, who text not null, what text not null,
        subject text not null, surface text not null
    );
    create index audit_at on audit (at)
    """,
)
# Keep when a workspace removed the app: what it had stays for a while.
_step("m021_removed_installations", "alter table installations add column removed_at text")
# Have the index keep the terms of its passages, for scoring; it is filled when opened.
_step("m022_kept_terms", "update totals set fingerprint = ''", lambda db: db.index.clear(db))
# Keep what is still to be compared or read again, not what was: then idling costs nothing.
_step(
    "m023_due",
    """
    create table to_compare (
        id integer primary key, article_id text not null unique, version integer not null
    );
    insert into to_compare (article_id, version)
    select public_id, max(versions.version) from articles
    join versions on versions.article_id = articles.id
    left join compared on compared.article_id = articles.id
    group by articles.id, public_id, copy_of, compared.version, compared.state
    having coalesce(compared.version, 0) < max(versions.version)
        or (compared.state = 'copy' and copy_of is null)
    order by articles.id;
    drop table compared;
    create table to_reread (
        id integer primary key,
        answer_id integer not null references answers (id) on delete cascade
    );
    insert into to_reread (answer_id) select id from answers
    where payload = '' or exists (
        select 1 from citations
        join articles on articles.public_id = citations.article_id
        join versions on versions.article_id = articles.id
        where answer_id = answers.id and versions.version > citations.version
    ) order by id
    """,
)
# Find the turns that an answer was given in by its id.
_step(
    "m024_turns_of_answers",
    "create index turns_answer on turns (answer_id) where answer_id is not null",
)
