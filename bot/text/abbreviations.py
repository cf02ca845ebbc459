"""Words that decide whether a full stop ends a sentence."""

from bot.text.words import words

NEVER_LAST = words(
    """mr mrs ms mx dr prof rev hon fr msgr gen lt col maj capt cpl sgt pvt cmdr adm brig
    gov lt.gov sen reps rep supt insp det amb pres messrs mt vs v e.g i.e cf approx fig figs
    viz al no nos vol pp"""
)
"""Abbreviations that a name, a figure or an example follows, so the sentence goes on."""

MAYBE_LAST = words(
    """jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    inc corp co ltd llc plc bros assn dept univ jr sr esq ph.d m.d b.a m.a st ave blvd rd hwy ln
    etc est ala ariz ark calif colo conn del fla ga ill ind kan kans ky la mass md mich minn miss mo
    mont neb nebr nev okla ore oreg pa penn tenn tex va vt wash wis wisc wyo ont que
    ed eds ext sq min max hr hrs lb lbs oz ft km kg mph tel mil bn"""
)
"""Abbreviations that may also be the last word; the word after them decides."""

OPENERS = words(
    """the a an this that these those there here it he she they we you i his her its their our my
    your who what when where why how which but and or so yet nor if although though while whereas
    because since unless until after before during despite in on at by for from with without within
    under over among between against amid through throughout to as of about above according across
    all another any anyone anything both each either every everyone few many more most much neither
    nobody none nothing one two three several some someone such other others earlier later last next
    now then today tonight tomorrow yesterday meanwhile however moreover furthermore also still
    instead nevertheless nonetheless therefore thus only even just not no yes perhaps officials
    police authorities prosecutors investigators critics experts analysts lawmakers republicans
    democrats had has have was were is are did does do can could would should will may might let
    asked once whether like unlike following additionally afterward afterwards again despite
    additional people anyone"""
)
"""Lower-cased words that, capitalised after an abbreviation, most likely open a sentence."""

AFTER_COUNTRY = words(
    """treasury president presidents vice secretary senate senator sen house congress congressman
    congresswoman rep representative representatives department state supreme army navy air marine
    marines coast military ambassador attorney attorneys district circuit federal central special
    trade customs border capitol capital justice defense defence commerce energy education
    agriculture interior labor homeland veterans environmental food geological census postal secret
    national government embassy consulate officials troops forces citizen citizens dollar dollars
    economy energy immigration citizenship court courts bureau office open steel bank banks
    chamber soccer olympic women men forest fish drug general commission"""
)
"""Lower-cased words that continue the name of an institution after "U.S." or "U.K."."""

AFTER_TIME = words(
    """monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri
    sat sun et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet eastern central mountain
    pacific january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec"""
)
"""Lower-cased words that belong to a time of day after "a.m." or "p.m."."""

SAYING = words(
    """said says say told tells asked asks added adds replied replies wrote writes tweeted posted
    noted notes explained explains continued recalled declared insisted argued warned stated shouted
    quipped joked admitted remarked recounted"""
)
"""Verbs that tie a closed quote to the words after it."""
