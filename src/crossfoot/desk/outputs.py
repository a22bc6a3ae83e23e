"""Outputs of a check: its books as JSON, JSON Lines or SARIF."""

from crossfoot.desk.tying import Checked


def written(found: Checked, form: str) -> str:
    """What was checked, as text in the `form` named: `json`, `jsonl` or `sarif`.

    JSON is one book, or a list of books; JSON Lines has one line a document.
    """
    from crossfoot.store.book_json import dump, dump_line

    if form == "jsonl":
        from crossfoot.store.book_parts import by_document

        return "".join(
            dump_line(part, book.title if len(book.documents) > 1 else "")
            for book in found.books
            for part in by_document(book)
        )
    if form == "sarif":
        from crossfoot.store.sarif import sarif_log
        from crossfoot.tie.blame.finding_codes import CODES

        rules = [(code.code, code.title, code.explanation) for code in CODES]
        return sarif_log(found.books, rules, found.problems, found.remarks)
    if len(found.books) == 1:
        return dump(found.books[0])
    return "[\n" + ",\n".join(dump_line(book).rstrip("\n") for book in found.books) + "\n]\n"
