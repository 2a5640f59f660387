"""Takes courses over from packages of other systems, and writes them as such.

The way in is read, bound, place, tell; the way out is gather, write. Between them every course is
a `tree.Course`, which knows neither a format nor a database.

What both ways use:
    tree        the course without a format, down to its questions, captions and files
    findings    everything that is lost on the way, with its place, for the person who asked
    questions   a question of the tree as one of a question bank, and back
    moving      addresses of files in texts, led to other paths
    captions    SubRip and the older captions of Open edX as WebVTT, and WebVTT as SubRip
    sidecar     what other systems cannot hold, beside the files that they read, and its return
    beyond      which settings of a question or quiz a format cannot say, and how texts are compared
    naming      a name for a key that every format takes

Read, on plain files and in a thread:
    reading     the whole of this: a package or folder as a bounded course, with its files stored
    packages    archives of strangers, unpacked without harm:
        unpacking   opens a ZIP or .tar.gz into a fresh folder
        zipped      the entries of a ZIP
        tarred      the entries of a .tar.gz
        names       where an entry may come to lie
        limits      how much may come out
        sink        the fresh folder, the only place that is written to
    detecting   which format a folder is in, and where in it the course lies
    xml         documents of strangers, neither too deep nor too large
    decoding    JSON of strangers: what it should be, or nothing
    assets      the files of a package, found by the names that pages give them; which are needed
    prose       HTML as Markdown, or as words alone
    carpentries the reader of Carpentries lessons
    olx         Open edX, in:
        reader      chapters, sequentials and verticals as modules, topics and lessons
        source      blocks, which point to each other by kind and name
        units       a vertical as its text, its films and one quiz
        videos      a film with its captions
        problems    a problem as questions, one for each response
        responses   what is right, sort by sort of question
        markup      the HTML inside of an element
        rules       when lessons open and how quizzes go; in and out
    cartridge   Common Cartridge, in:
        reader      folders as modules and topics, what they hold as lessons
        manifest    metadata, resources and the tree of items
        films       films on pages, as lessons of their own
        questions   assessments and banks of QTI 1.2 as quizzes
        rules       how quizzes go, as metadata; in and out
        beyond      what QTI does not know, in metadata beside it; in and out

Bound, so that a teacher could have written it here:
    tidying     the whole of this: titles, texts, numbers and keys within the academy's fields
    fitting     questions, places and rules of quizzes within the rules for them
    saying      captions: one for each language, under a name that speakers know
    waiting     which lessons require which, without circles
    linking     links to lessons, found again after an edit elsewhere; a dead one leaves its words

Place, in the database:
    placing     the whole of this: modules, topics and lessons, under the same ids at every import
    asking      the question bank, and quizzes with their places and rules
    arranging   the order of the parts, with what the teacher added left where it is
    leaving     what an earlier import wrote and the newest has not

Tell:
    counting    how much a course holds, and how long a lesson takes
    publishing  an operator's import from reading to the published edition, and its report

Gather, from the database:
    collecting  the rows and files of a course as a tree

Write, as a package:
    making      the whole of this: the package in the store, entire or not at all
    packing     a .tar.gz or ZIP, written file by file
    pages       Markdown as HTML, and names for the files in the package
    olx         Open edX, out:
        writing     each lesson as a vertical
        quizzes     a quiz as problems, drawn from a library where it has pools
        asking      a question as a problem
    cartridge   Common Cartridge 1.3, out:
        writing     pages, assessments, films and sidecars
        listing     the manifest
        asking      quizzes and banks as assessments
"""
