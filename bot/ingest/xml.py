"""XML from strangers: parsed without entities, network or endless depth."""

from lxml import etree  # type: ignore[import-untyped]

from bot.ingest.decode import whole_references


def parse_xml(data: bytes) -> etree._Element | None:
    """Return the root of a document, mended where it is broken; None when it is no XML."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        whole = whole_references(data.strip().decode("latin-1")).encode("latin-1")
        return etree.fromstring(whole, parser)
    except (etree.LxmlError, ValueError):
        return None


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace, in lower case."""
    return str(element.tag).rpartition("}")[2].lower()
