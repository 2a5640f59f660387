"""Small courses as other systems write them, made by hand."""

import io
import tarfile
import zipfile
from pathlib import Path

from services.courses.importing.folder import Folder

PNG = bytes.fromhex("89504e470d0a1a0a") + b"picture"
SRT = "1\n00:00:01,000 --> 00:01:30,500\nListen to the strings.\n"

OLX: dict[str, str | bytes] = {
    "course.xml": '<course url_name="r1" org="Music" course="M1"/>',
    "course/r1.xml": (
        '<course display_name="Guitar" language="en" course_image="cover.png"'
        ' license="creative-commons: ver=4.0 BY SA">'
        '<chapter url_name="c1"/><chapter url_name="gone"/><wiki slug="x"/></course>'
    ),
    "chapter/c1.xml": '<chapter display_name="Basics"><sequential url_name="s1"/></chapter>',
    "sequential/s1.xml": (
        '<sequential display_name="Tuning" start="2026-02-01T00:00:00Z">'
        '<vertical url_name="v1"/><vertical url_name="v2"/></sequential>'
    ),
    "vertical/v1.xml": (
        '<vertical display_name="Strings"><html url_name="h1"/><video url_name="film"/>'
        '<video url_name="tube"/><problem url_name="p1"/><problem url_name="p2"/>'
        '<lti url_name="t1" display_name="Tuner" launch_url="https://tuner.example/"/></vertical>'
    ),
    "vertical/v2.xml": '<vertical display_name="More"><html url_name="h2"/></vertical>',
    "html/h1.xml": '<html filename="h1" display_name="Text"/>',
    "html/h1.html": (
        "<h3>Six strings</h3><p>The <b>thick</b> one is \\(E_2\\), $5 a set.</p>"
        '<p><img src="/static/neck_of_it.png" alt="A neck"/></p>'
        '<p><a href="/jump_to_id/v2">Go on</a> or <a href="/static/sheet.pdf">print</a></p>'
        '<script>alert(1)</script><p><a href="javascript:alert(1)">bad</a></p>'
    ),
    "html/h2.xml": '<html filename="h2"/>',
    "html/h2.html": '<p>See <a href="/jump_to_id/nowhere">nothing</a>.</p>',
    "video/film.xml": (
        '<video display_name="Tuning by ear"><source src="https://cdn.example/a/ear.mp4"/>'
        '<transcript language="en" src="ear-en.srt"/></video>'
    ),
    "video/tube.xml": '<video display_name="A song" youtube="1.00:AOUEsgFrYeg"/>',
    "problem/p1.xml": (
        '<problem display_name="Thick"><multiplechoiceresponse><label>Which is thick?</label>'
        '<choicegroup><choice correct="true">E<choicehint>Yes.</choicehint></choice>'
        '<choice correct="false">B</choice></choicegroup>'
        "<solution><p>Explanation</p><p>Low is thick.</p></solution>"
        "</multiplechoiceresponse><demandhint><hint>Look.</hint></demandhint></problem>"
    ),
    "problem/p2.xml": (
        '<problem><numericalresponse answer="440"><label>Which pitch?</label>'
        '<responseparam type="tolerance" default="1%"/></numericalresponse></problem>'
    ),
    "about/short_description.html": "Learn to <b>tune</b>.",
    "about/overview.html": "<h2>Overview</h2><p>All about tuning.</p>",
    "static/neck of it.png": PNG,
    "static/cover.png": PNG + b"cover",
    "static/sheet.pdf": b"%PDF-1.4",
    "static/ear.mp4": b"film",
    "static/ear-en.srt": SRT,
    "static/unused.pdf": b"%PDF-1.4 unused",
}

QTI = """<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">
<assessment ident="q1" title="Quiz"><qtimetadata><qtimetadatafield>
<fieldlabel>cc_maxattempts</fieldlabel><fieldentry>2</fieldentry></qtimetadatafield></qtimetadata>
<section ident="s"><item ident="i1" title="One"><itemmetadata><qtimetadata><qtimetadatafield>
<fieldlabel>cc_profile</fieldlabel><fieldentry>cc.multiple_response.v0p1</fieldentry>
</qtimetadatafield></qtimetadata></itemmetadata><presentation><material>
<mattext texttype="text/html">&lt;p&gt;Which are &lt;b&gt;notes&lt;/b&gt;?&lt;/p&gt;</mattext>
</material>
<response_lid ident="r" rcardinality="Multiple"><render_choice>
<response_label ident="a"><material><mattext>A</mattext></material></response_label>
<response_label ident="b"><material><mattext>B</mattext></material></response_label>
<response_label ident="c"><material><mattext>Z</mattext></material></response_label>
</render_choice></response_lid></presentation><resprocessing><outcomes/>
<respcondition><conditionvar><and><varequal respident="r">a</varequal>
<varequal respident="r">b</varequal><not><varequal respident="r">c</varequal></not></and>
</conditionvar><setvar varname="SCORE">100</setvar></respcondition></resprocessing></item>
<item ident="i2"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>cc_profile</fieldlabel>
<fieldentry>cc.pattern_match.v0p1</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
</item></section></assessment></questestinterop>"""

CARTRIDGE: dict[str, str | bytes] = {
    "imsmanifest.xml": """<manifest identifier="m"
 xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
 xmlns:lom="http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"><metadata><schema>IMS Common
 Cartridge</schema><lom:lom><lom:general><lom:title><lom:string>Guitar</lom:string></lom:title>
 </lom:general></lom:lom></metadata><organizations><organization identifier="o"><item
 identifier="root"><item identifier="m1"><title>Basics</title>
 <item identifier="l1" identifierref="page"><title>Strings</title></item>
 <item identifier="t1"><title>Tuning</title>
 <item identifier="l2" identifierref="link"><title>A song</title></item>
 <item identifier="l3" identifierref="quiz"><title>Check</title></item>
 <item identifier="l4" identifierref="talk"><title>Talk</title></item>
 <item identifier="l5" identifierref="sheet"><title>Sheet</title></item></item></item>
 </item></organization></organizations><resources>
 <resource identifier="page" type="webcontent" href="pages/p.html"><file href="pages/p.html"/>
 </resource><resource identifier="link" type="imswl_xmlv1p1"><file href="link.xml"/></resource>
 <resource identifier="quiz" type="imsqti_xmlv1p2/imscc_xmlv1p1/assessment">
 <file href="quiz.xml"/></resource><resource identifier="talk" type="imsdt_xmlv1p1">
 <file href="talk.xml"/></resource><resource identifier="sheet" type="webcontent"
 href="web_resources/sheet.pdf"><file href="web_resources/sheet.pdf"/></resource>
 </resources></manifest>""",
    "pages/p.html": (
        "<html><head><title>x</title></head><body><p>Six strings.</p>"
        '<img src="$IMS-CC-FILEBASE$/neck.png" alt="A neck"/>'
        '<p><a href="../web_resources/sheet.pdf">Print</a></p>'
        '<video src="../web_resources/ear.mp4" title="By ear"></video></body></html>'
    ),
    "link.xml": (
        '<webLink xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1"><title>Song</title>'
        '<url href="https://www.youtube.com/watch?v=AOUEsgFrYeg"/></webLink>'
    ),
    "quiz.xml": QTI,
    "talk.xml": "<topic/>",
    "web_resources/neck.png": PNG,
    "web_resources/sheet.pdf": b"%PDF-1.4",
    "web_resources/ear.mp4": b"film",
}


def unpacked(root: Path, files: dict[str, str | bytes]) -> Folder:
    """The files as a folder."""
    for path, content in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(_bytes(content))
    return Folder(root)


def tar_of(files: dict[str, str | bytes], path: Path) -> Path:
    """The files below one folder, as Open edX exports them."""
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(f"course/{name}")
            entry.size = len(_bytes(content))
            archive.addfile(entry, io.BytesIO(_bytes(content)))
    return path


def zip_of(files: dict[str, str | bytes], path: Path) -> Path:
    """The files as a ZIP, as cartridges are."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, _bytes(content))
    return path


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content
