"""The manifest of a cartridge that is being written."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from services.courses.exchange.naming import url_name
from services.courses.exchange.tree import Course

PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1"
LOM = "http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest"


class Listing:
    """Collects lines and resources, and says them in the order of the format."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._root = Element("item", identifier="LearningModules")
        self._resources = Element("resources")

    def folder(self, parent: Element | None, key: str, title: str) -> Element:
        """A line that holds others."""
        above = self._root if parent is None else parent
        item = SubElement(above, "item", identifier=f"item_{url_name(key)}")
        SubElement(item, "title").text = title
        return item

    def line(self, parent: Element, key: str, title: str, resource: str) -> None:
        """A line that opens a resource."""
        item = SubElement(
            parent, "item", identifier=f"item_{url_name(key)}", identifierref=resource
        )
        SubElement(item, "title").text = title

    def resource(
        self, identifier: str, kind: str, files: Sequence[str], needs: Sequence[str] = ()
    ) -> None:
        """A resource with its files; the first is the one that is opened."""
        resource = SubElement(self._resources, "resource", identifier=identifier, type=kind)
        if kind == "webcontent":
            resource.set("href", files[0])
        for path in files:
            SubElement(resource, "file", href=path)
        for one in needs:
            SubElement(resource, "dependency", identifierref=one)

    def manifest(self) -> Element:
        """The whole manifest."""
        spaces = {"xmlns": PACKAGE, "xmlns:lom": LOM}
        root = Element("manifest", {"identifier": f"m_{url_name(self._course.key)}", **spaces})
        metadata = SubElement(root, "metadata")
        SubElement(metadata, "schema").text = "IMS Common Cartridge"
        SubElement(metadata, "schemaversion").text = "1.3.0"
        general = SubElement(SubElement(metadata, "lom:lom"), "lom:general")
        self._said(general, "title", self._course.title)
        SubElement(general, "lom:language").text = self._course.language
        self._said(general, "description", self._course.summary or self._course.description)
        organizations = SubElement(root, "organizations")
        hierarchy = {"identifier": "contents", "structure": "rooted-hierarchy"}
        SubElement(organizations, "organization", hierarchy).append(self._root)
        root.append(self._resources)
        return root

    def _said(self, parent: Element, name: str, text: str) -> None:
        field = SubElement(parent, f"lom:{name}")
        SubElement(field, "lom:string", language=self._course.language).text = text
