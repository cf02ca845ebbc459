"""Taking in: what every verb that reads articles does when it is done, and what it then says."""

from datetime import datetime

from bot.ask.answer import Answer
from bot.ask.retrieving import Filters
from bot.conflicts.arrivals import Arrived, Findings, take_in_new
from handlers.cli.context import Context
from handlers.present import count
from store import Store

TOP = 5


def take_in(context: Context) -> Arrived:
    """Compare what new articles state, and ask again the watched questions that they touch."""

    def ask(store: Store, question: str, at: datetime) -> Answer:
        return context.wiring.ask(store, question, at, filters=Filters(), top=TOP)

    if not context.store.compared.missing(1):
        return Arrived(Findings())  # the judge takes a second to load
    return take_in_new(context.store, ask, context.wiring.clock(), context.wiring.judge())


def show_arrived(context: Context, arrived: Arrived, new: int) -> None:
    """Say where articles conflict, and which watched questions have other values now.

    Of the articles compared `new` came in just now; the others were left by a run that broke off.
    """
    left = arrived.findings.articles - new
    if left > 0:
        context.console.print(f"Compared too, as not yet done before: {left} articles.")
    if arrived.findings.conflicts:
        context.console.print(tell_arrived(arrived), highlight=False)
        context.console.print(f"See them: {context.command('conflicts')}", highlight=False)
    elif arrived.changed:
        context.console.print(tell_arrived(arrived), highlight=False)


def tell_arrived(arrived: Arrived) -> str:
    """Return in lines what comparing and asking again brought."""
    found = arrived.findings
    conflicts = count(len(found.conflicts), "conflict")
    compared = f"{count(found.articles, 'article')} compared"
    lines = [f"{compared}, {conflicts}, {len(found.resolved)} resolved."]
    lines += [f"The answer has changed: {one.watch.question}" for one in arrived.changed]
    return "\n".join(lines)
