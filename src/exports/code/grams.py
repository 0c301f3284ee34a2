def numbers(base64_text):
    return np.frombuffer(base64.b64decode(base64_text), dtype="<f8")


def run_ngram(model, texts):
    known, first = [], 0
    for view in model["views"]:
        known.append({term: first + k for k, term in enumerate(model["terms"][first : first + view["terms"]])})
        first += view["terms"]
    intercepts, idf = numbers(model["intercepts"]), numbers(model["idf"])
    coefficients = numbers(model["coefficients"]).reshape(-1, len(intercepts))
    scores = np.tile(intercepts, (len(texts), 1))
    for row, cells in enumerate(texts):
        counts = {}
        for text in cells:
            for view, terms in zip(model["views"], known):
                for gram in grams_of(text, view, model["lowercase"]):
                    if gram in terms:
                        counts[terms[gram]] = counts.get(terms[gram], 0) + 1
        if not counts:
            continue
        found = np.array(list(counts))
        if model["weighting"] == "presence":
            weights = np.ones(len(found))
        else:
            times = np.array(list(counts.values()), dtype=float)
            weights = (1 + np.log(times) if model["sublinear"] else times) * idf[found]
            weights /= np.sqrt((weights**2).sum()) or 1
        scores[row] += weights @ coefficients[found]
    return scores


def letters(*kinds):
    """The inside of a regular expression's class: every code point of some kinds, as the app's own browser has them."""
    stretches = [stretch for kind in kinds for stretch in zip(MODEL["letters"][kind][::2], MODEL["letters"][kind][1::2])]
    return "".join("\\U%08x-\\U%08x" % stretch for stretch in stretches)


def word_patterns():
    word, unspaced, picture = letters("letter", "mark", "number"), letters("unspaced"), letters("picture")
    letter, mark, tone, space = letters("letter"), letters("mark"), letters("tone"), letters("space")
    auto = (
        "(?:(?![%s])[%s_])+(?:['\u2019](?![%s])[%s]+)*" % (unspaced, word, unspaced, letter),
        "[%s][%s]*" % (unspaced, mark),
        "[%s](?:[%s]|\ufe0f|\u200d[%s])*" % (picture, tone, picture),
        "[^%s%s_\u200d\ufe0f]" % (space, word),
    )
    return {
        "auto": re.compile("|".join(auto)),
        "spaces": re.compile("[^%s\\x1c-\\x1f\\x85]+" % space),
        "words": re.compile("[%s_]{2,}" % word),
        "space": re.compile("[%s]+" % space),
    }


PATTERNS = word_patterns()


def grams_of(text, view, lowercase):
    """The n-grams of a text in order: of words (joined by a space), or of characters."""
    words = view["analyzer"] == "word"
    if words:
        groups = [[plain_word(word, view["words"], lowercase) for word in PATTERNS[view["words"]].findall(text)]]
    elif view["analyzer"] == "char":
        groups = [[plain_character(letter, lowercase) for letter in PATTERNS["space"].sub(" ", text)]]
    else:
        parts = [part for part in PATTERNS["space"].split(text) if part]
        groups = [[" ", *(plain_character(letter, lowercase) for letter in part), " "] for part in parts]
    for units in groups:
        shortest = min(view["min"], len(units)) if view["analyzer"] == "char_wb" else view["min"]
        for start in range(len(units)):
            for end in range(start + shortest, min(start + view["max"], len(units)) + 1):
                yield (" " if words else "").join(units[start:end])


def plain_word(word, rule, lowercase):
    folded = PATTERNS["space"].sub("", unicodedata.normalize("NFKC", word)) if rule == "auto" else word
    return (folded.lower() if lowercase else folded) or word


def plain_character(letter, lowercase):
    lower = letter.lower() if lowercase else letter
    return letter if len(lower) > 1 else lower


RUN["ngram"] = run_ngram
