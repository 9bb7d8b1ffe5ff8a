//! Polls in topics, and recorded decisions.

use std::sync::Arc;

use app::poll::{NewPoll, NewRecord, RecordsOf};
use axum::Json;
use model::id::{ChannelId, PollId, RecordId, TopicId};
use model::poll::{DecisionRecord, Poll, PollKind, PollOption, Vote};
use model::time::Timestamp;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::{Answer, ApiError};
use crate::extract::{Body, Key, Parameters, Segments};
use crate::page::{List, Page, PageQuery, cut};
use crate::{Shared, State};

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new()
        .routes(routes!(polls, ask_poll))
        .routes(routes!(own_vote, vote))
        .routes(routes!(close_poll))
        .routes(routes!(decide_poll))
        .routes(routes!(record_decision))
        .routes(routes!(channel_decisions))
        .routes(routes!(decisions))
        .routes(routes!(decision))
}

#[derive(Deserialize, ToSchema)]
struct PollBody {
    /// What is asked, one line.
    question: String,
    /// How it is voted on.
    kind: PollKind,
    /// 2 to 20.
    options: Vec<OptionBody>,
    /// Whether nobody is ever shown who voted for what.
    #[serde(default)]
    anonymous: bool,
    /// Left out: it is closed by hand.
    closes_at: Option<Timestamp>,
}

#[derive(Deserialize, ToSchema)]
struct OptionBody {
    /// What it says; may be left out of a time poll.
    #[serde(default)]
    text: String,
    /// Its beginning, of a time poll.
    from: Option<Timestamp>,
    /// Its end, of a time poll.
    until: Option<Timestamp>,
}

#[derive(Deserialize, ToSchema)]
struct VoteBody {
    /// The places of options, of a ranked poll best first; none takes the vote back.
    options: Vec<u16>,
}

#[derive(Deserialize, ToSchema)]
struct DecideBody {
    /// What was decided, one line; left out: the option that leads.
    text: Option<String>,
    /// Why, and what else was possible; Markdown.
    #[serde(default)]
    reason: String,
    /// The decision of the same channel that it takes the place of.
    replaces: Option<RecordId>,
}

#[derive(Deserialize, ToSchema)]
struct DecisionBody {
    /// What was decided, one line.
    text: String,
    /// Why, and what else was possible; Markdown.
    #[serde(default)]
    reason: String,
    /// The decision of the same channel that it takes the place of.
    replaces: Option<RecordId>,
}

/// Which words are looked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct WordsQuery {
    /// Words that the line or the reason holds.
    q: Option<String>,
}

/// A topic's polls, newest first.
#[utoipa::path(get, path = "/topics/{id}/polls", params(("id" = TopicId, Path)),
    responses((status = 200, body = List<Poll>)))]
async fn polls(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TopicId>,
) -> Answer<Json<List<Poll>>> {
    let items = state.app.polls(&actor, id).await?;
    Ok(Json(List { items }))
}

/// Asks a poll in a topic.
#[utoipa::path(post, path = "/topics/{id}/polls", params(("id" = TopicId, Path)),
    request_body = PollBody, responses((status = 200, body = Poll)))]
async fn ask_poll(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TopicId>,
    Key(key): Key,
    Body(body): Body<PollBody>,
) -> Answer<Json<Poll>> {
    let option = |option: OptionBody| PollOption {
        text: option.text,
        from: option.from,
        until: option.until,
    };
    let new = NewPoll {
        question: body.question,
        kind: body.kind,
        options: body.options.into_iter().map(option).collect(),
        anonymous: body.anonymous,
        closes_at: body.closes_at,
    };
    Ok(Json(state.app.ask_poll(&actor, id, new, key).await?))
}

/// The caller's own vote, to change it.
#[utoipa::path(get, path = "/polls/{id}/vote", params(("id" = PollId, Path)),
    responses((status = 200, body = Vote)))]
async fn own_vote(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<PollId>,
) -> Answer<Json<Vote>> {
    Ok(Json(state.app.own_vote(&actor, id).await?))
}

/// Votes, in place of an earlier vote.
#[utoipa::path(put, path = "/polls/{id}/vote", params(("id" = PollId, Path)),
    request_body = VoteBody, responses((status = 200, body = Poll)))]
async fn vote(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<PollId>,
    Body(body): Body<VoteBody>,
) -> Answer<Json<Poll>> {
    Ok(Json(state.app.vote(&actor, id, body.options).await?))
}

/// Closes a poll before its time.
#[utoipa::path(post, path = "/polls/{id}/close", params(("id" = PollId, Path)),
    responses((status = 200, body = Poll)))]
async fn close_poll(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<PollId>,
) -> Answer<Json<Poll>> {
    Ok(Json(state.app.close_poll(&actor, id).await?))
}

/// Records the outcome of a closed poll as a decision.
#[utoipa::path(post, path = "/polls/{id}/decide", params(("id" = PollId, Path)),
    request_body = DecideBody, responses((status = 200, body = DecisionRecord)))]
async fn decide_poll(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<PollId>,
    Key(key): Key,
    Body(body): Body<DecideBody>,
) -> Answer<Json<DecisionRecord>> {
    let new = NewRecord {
        text: body.text,
        reason: body.reason,
        replaces: body.replaces,
    };
    Ok(Json(state.app.decide_poll(&actor, id, new, key).await?))
}

/// Records a decision in a topic.
#[utoipa::path(post, path = "/topics/{id}/decisions", params(("id" = TopicId, Path)),
    request_body = DecisionBody, responses((status = 200, body = DecisionRecord)))]
async fn record_decision(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<TopicId>,
    Key(key): Key,
    Body(body): Body<DecisionBody>,
) -> Answer<Json<DecisionRecord>> {
    let new = NewRecord {
        text: Some(body.text),
        reason: body.reason,
        replaces: body.replaces,
    };
    Ok(Json(state.app.record_decision(&actor, id, new, key).await?))
}

/// A channel's recorded decisions, newest first.
#[utoipa::path(get, path = "/channels/{id}/decisions",
    params(("id" = ChannelId, Path), WordsQuery, PageQuery),
    responses((status = 200, body = Page<DecisionRecord>)))]
async fn channel_decisions(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<ChannelId>,
    Parameters(words): Parameters<WordsQuery>,
    Parameters(query): Parameters<PageQuery>,
) -> Answer<Json<Page<DecisionRecord>>> {
    let of = records_of(Some(id), words, &query)?;
    let found = state.app.decisions(&actor, of).await?;
    Ok(Json(cut(found, &query, |record| record.id.to_string())))
}

/// Recorded decisions of all channels that the caller may read, newest first.
#[utoipa::path(get, path = "/decisions", params(WordsQuery, PageQuery),
    responses((status = 200, body = Page<DecisionRecord>)))]
async fn decisions(
    state: State,
    Caller(actor): Caller,
    Parameters(words): Parameters<WordsQuery>,
    Parameters(query): Parameters<PageQuery>,
) -> Answer<Json<Page<DecisionRecord>>> {
    let of = records_of(None, words, &query)?;
    let found = state.app.decisions(&actor, of).await?;
    Ok(Json(cut(found, &query, |record| record.id.to_string())))
}

/// One recorded decision.
#[utoipa::path(get, path = "/decisions/{id}", params(("id" = RecordId, Path)),
    responses((status = 200, body = DecisionRecord)))]
async fn decision(
    state: State,
    Caller(actor): Caller,
    Segments(id): Segments<RecordId>,
) -> Answer<Json<DecisionRecord>> {
    Ok(Json(state.app.decision(&actor, id).await?))
}

/// One more than a page holds, to know whether there is another.
fn records_of(
    channel: Option<ChannelId>,
    words: WordsQuery,
    query: &PageQuery,
) -> Answer<RecordsOf> {
    let before = query.cursor.as_deref().map(str::parse).transpose();
    let before = before.map_err(|_| ApiError::invalid("cursor", "takes next_cursor as it came"))?;
    Ok(RecordsOf {
        channel,
        words: words.q.unwrap_or_default(),
        before,
        limit: query.limit() as u64 + 1,
    })
}
