//! Pages of lists.

use model::limits::{PAGE_ITEMS_DEFAULT, PAGE_ITEMS_MAX};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which page of a list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct PageQuery {
    /// Items at most, 1 to 200; 50 if left out.
    pub(crate) limit: Option<usize>,
    /// `next_cursor` of the page before.
    pub(crate) cursor: Option<String>,
}

impl PageQuery {
    pub(crate) fn limit(&self) -> usize {
        self.limit
            .unwrap_or(PAGE_ITEMS_DEFAULT)
            .clamp(1, PAGE_ITEMS_MAX)
    }
}

/// A list that is whole.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct List<T> {
    /// The items.
    pub(crate) items: Vec<T>,
}

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Page<T> {
    /// The items.
    pub(crate) items: Vec<T>,
    /// Where the next page begins; `null` on the last one.
    pub(crate) next_cursor: Option<String>,
}

/// One page of items of which one more was read than it holds, if there is one more.
pub(crate) fn cut<T>(
    mut items: Vec<T>,
    query: &PageQuery,
    cursor: impl Fn(&T) -> String,
) -> Page<T> {
    let limit = query.limit();
    let is_more = limit < items.len();
    items.truncate(limit);
    let next_cursor = items.last().filter(|_| is_more).map(cursor);
    Page { items, next_cursor }
}

/// Cuts one page out of a list in order of id.
pub(crate) fn page<T>(items: Vec<T>, query: &PageQuery, id: impl Fn(&T) -> String) -> Page<T> {
    let after = query.cursor.clone().unwrap_or_default();
    let limit = query.limit();
    let mut rest = items.into_iter().filter(|item| after < id(item));
    let items: Vec<T> = rest.by_ref().take(limit).collect();
    let next_cursor = rest.next().and_then(|_| items.last().map(&id));
    Page { items, next_cursor }
}
