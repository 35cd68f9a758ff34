"""What a person sees after a run: files and records, tiers with their bounds, where to look next.

What a run made comes from ``summary``; how a table is drawn stands in ``display``.
"""

from pathlib import Path
from typing import Any

from rich.console import Console

from pipeline import apart, display, places
from pipeline.cli.rejections import show_by_file_time, show_rejected, show_waiting
from pipeline.report import verdicts

KINDS = {
    "loaded": "files_loaded", "held already": "files_duplicate", "not needed": "files_without_rows",
    "rejected": "files_rejected",
}  # fmt: skip


def show_loads(out: Console, made: dict[str, Any], incoming: str) -> None:
    """Print what was read, and what was rejected and why."""
    if made["files"]:
        split = ", ".join(f"{made[name]:,} {word}" for word, name in KINDS.items() if made[name])
        out.print(f"[bold]{made['files']:,} files read[/]: {split}")
        out.print(
            f"[bold]{made['rows_read']:,} rows read[/]: {made['rows_accepted']:,} accepted, "
            f"{made['rows_rejected']:,} rejected, {made['rows_duplicate']:,} held already"
        )
        if made["values_unread"]:
            out.print(f"{made['values_unread']:,} figures could not be read and are null: meta.unread_values")
    else:
        out.print(f"No new files in {incoming}")
    if made["files_failed_by_program"]:
        out.print(
            f"[bold red]{made['files_failed_by_program']:,} files failed for a reason of ours; please report[/] "
            f"what stands in {made['stack_log']}, which holds none of your data"
        )
    show_rejected(out, "Files rejected, now or before and still there", made["rejected_files"])
    show_waiting(out, made["accounts_missing"])
    show_by_file_time(out, made["captured_by_file_time"])
    if made["rejected_rows"]:
        names = ["format", "rule", "column_name", "records", "files", "example"]
        rejected = [[row[name] for name in names] for row in made["rejected_rows"]]
        display.table(out, "Records rejected (ten most frequent)", names, rejected)


def show_unchanged(out: Console, made: dict[str, Any]) -> None:
    """Print that nothing was done, since nothing is new, and what readers have."""
    out.print(
        f"Nothing is new since {made['last_finished']:%Y-%m-%d %H:%M} UTC: files, settings, reference data, plans and models "
        "are those of that run. Nothing was built; --rebuild builds all the same."
    )
    out.print(f"[bold]Warehouse:[/] {made['warehouse']}\n[bold]Report:[/] {made['report']}", soft_wrap=True)


def show_answer(out: Console, made: dict[str, Any], currency: str) -> None:
    """Print macro or micro: engagement and returns of the tiers with their 95 % bounds, and the claim tested."""
    if made["tiers"]:
        rows = [
            [t["platform"], t["tier"], t["creators_with_rate"], t["posts"], display.percent(t["headline_rate_median"]),
             display.bounds(t["headline_rate_low"], t["headline_rate_high"], display.percent)]
            for t in made["tiers"]
        ]  # fmt: skip
        bases = {t["platform"]: t["headline_base_metric"] or t["headline_denominator"] for t in made["tiers"]}
        per = ", ".join(f"{base.replace('_', ' ')} on {platform}" for platform, base in bases.items())
        counted = " or ".join(dict.fromkeys(t["headline_numerator"].replace("_", " ") for t in made["tiers"]))
        names = ["platform", "tier", "creators", "posts", "engaged", "95 %"]
        display.table(out, "Macro or micro? Engagement of the tiers", names, rows)
        out.print(f"engaged: median of the creators' median rates; {counted} per {per}.", style="dim")
    for words in apart.left_out(made["tiers_apart"]):
        out.print(words, style="dim")
    if made["returns"]:
        rows = [
            [t["tier"], t["deals"], t["cost"], t["orders"], t["net_revenue"], display.ratio(t["return_on_ad_spend"]),
             _bounded(t),
             display.percent(t["fair_best_probability"], 0)]
            for t in made["returns"]
        ]  # fmt: skip
        names = ["tier", "deals", "cost", "orders", "revenue", "ROAS", "95 %", "best"]
        display.table(out, f"Macro or micro? Returns of the tiers, in {currency}", names, rows)
        out.print(
            "ROAS: net revenue / cost, raw. best: how probable it is that the tier returns most, compared within campaigns and "
            "platforms. Both are open below five creators; a return cannot be bounded where one bound would be 50 times the other.",
            style="dim",
        )
        for words in verdicts.told(made["returns"]):
            out.print(display.escape(words))
    if made["claims"]:
        out.print(f"[bold]Does engagement fall past {made['claims'][0]['claimed_breakpoint']:,} followers?[/]")
        for claim in dict.fromkeys(row["falls_past_claimed"] for row in made["claims"]):
            told = [row["platform"] for row in made["claims"] if row["falls_past_claimed"] == claim]
            out.print(f"  {claim}: {', '.join(told)}")


def _bounded(tier: dict[str, Any]) -> str:
    """Return the bounds of a tier's return, or that it cannot be bounded; nothing where there are too few creators."""
    if tier["return_interval_over"] == "cannot be bounded":
        return "cannot be bounded"
    return display.bounds(tier["return_on_ad_spend_low"], tier["return_on_ad_spend_high"], display.ratio)


def show_deals(out: Console, made: dict[str, Any], currency: str) -> None:
    """Print what a person should look at in deals and orders: deals that left their sheet, codes, states nobody explained."""
    if missing := [row["deal_id"] for row in made["deals_not_in_latest_sheet"]]:
        more = f" and {len(missing) - 10} more" if len(missing) > 10 else ""
        names = display.escape(", ".join(missing[:10]))
        out.print(f"[bold]Deals missing from a later sheet of their folder[/], which still count: {names}{more}")
    if codes := made["codes_under_review"]:
        orders = sum(row["orders_under_review"] or 0 for row in codes)
        revenue = sum(row["net_revenue_under_review"] or 0 for row in codes)
        told = (
            f"{orders:,} orders in doubt count, with {revenue:,.2f} {currency} of net revenue"
            if orders
            else "no order in doubt counts"
        )
        out.print(
            f"[bold]Deals whose code needs a review: {len(codes):,}[/]; {told}. Look at marts.codes_under_review."
        )
    for row in made["order_states_unknown"]:
        out.print(
            f"[bold]Orders that count as none: {row['orders']:,}[/], for states of {display.escape(row['shop_system'])} that "
            "reference/order_states.csv does not have. Look at intermediate.int_order_states, and add a row for each."
        )


def show_next(
    out: Console, made: dict[str, Any], command: str, same: str, home: str, incoming: str, folder: str
) -> None:
    """Print commands worth trying next, with the options of this run."""
    query = "select * from marts.influencer_roi where campaign_id = 'all' order by return_on_ad_spend desc limit 10"
    most = max(made["tiers"], key=lambda row: row["posts"], default=None)
    keys = "".join(f" {key}={most[key]}" for key in ("platform", "tier", "niche", "scheme")) if most else ""
    ui = f"make ui INFLUENCERS_HOME={folder}"
    if not places.IS_CHECKOUT:
        records = Path(folder).resolve() / "dagster"
        ui = f"INFLUENCERS_HOME={folder} DAGSTER_HOME={records} dagster dev -m pipeline.definitions"
    out.print(
        "Try next:\n"
        f'  {command} query{same} "{query}"\n'
        + (f"  {command} explain tier_engagement{keys}{same}{incoming}\n" if keys else "")
        + f"  {command} status{home}\n"
        f"  {ui}   (the graph, its runs and every table's page in the browser)",
        soft_wrap=True,
    )
