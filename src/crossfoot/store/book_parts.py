"""The part of a book that is about one document, for outputs that have one record a document."""

from crossfoot.model.book import Book, Document


def by_document(book: Book) -> list[Book]:
    """One book a document, in their order; a book of one document is given as it is.

    Each has the document's figures, the facts they state, every identity and finding that speaks of them, and the
    proofs of those. What is tied to other documents names their figures too, by ids that are the same in all the parts.
    """
    if len(book.documents) < 2:
        return [book]
    return [_part(book, document) for document in book.documents]


def _part(book: Book, document: Document) -> Book:
    name = document.name
    figures = tuple(figure for figure in book.figures if figure.place.document == name)
    mine = {figure.id for figure in figures}
    stated = {figure.fact for figure in figures if figure.fact is not None}
    identities = tuple(one for one in book.identities if not stated.isdisjoint(one.facts))
    known = stated.union(*(identity.facts for identity in identities))
    facts = tuple(fact for fact in book.facts if fact.key in known)
    findings = tuple(one for one in book.findings if not mine.isdisjoint(one.figures))
    blocks = tuple(block for block in book.blocks if block.place.document == name)
    spoken = {identity.id for identity in identities}
    proofs = {proof for fact in facts for proof in (fact.low_proof, fact.high_proof)}
    proofs |= {finding.certificate for finding in findings}
    named = {key.measure for key in known}
    return book.grown(
        title=document.title or name,
        documents=(document,),
        measures={measure: told for measure, told in book.measures.items() if measure in named},
        figures=figures,
        blocks=blocks,
        grids=tuple(grid for grid in book.grids if grid.place.document == name),
        passages=tuple(passage for passage in book.passages if passage.place.document == name),
        identities=identities,
        regimes=tuple(regime for regime in book.regimes if regime.group in {figure.group for figure in figures}),
        facts=facts,
        verdicts={figure: verdict for figure, verdict in book.verdicts.items() if figure in mine},
        ticks=tuple(tick for tick in book.ticks if tick.identity in spoken),
        findings=findings,
        assignments=tuple(one for one in book.assignments if one.block in {block.id for block in blocks}),
        certificates=tuple(certificate for certificate in book.certificates if certificate.id in proofs),
        explanations=tuple(one for one in book.explanations if one.certificate in proofs),
        witness={key: value for key, value in book.witness.items() if key in known},
    )
