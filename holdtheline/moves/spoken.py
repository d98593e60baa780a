"""How hurried and irregular words are said in full: tables for the reading forms of ``text.py``."""

from __future__ import annotations


def _table(rows: str) -> dict[str, str]:
    pairs = (row.split(" = ") for row in " ".join(rows.split()).split("; "))
    return {short.strip(): full.strip() for short, full in pairs}


FULL = _table(
    """
    won't = will not; can't = can not; cannot = can not; shan't = shall not; ain't = is not; let's = let us; lets
    = let us; y'all = you; ye = you; yous = you; youse = you; d'you = do you; o'clock = oclock; ma'am = madam; mam
    = madam; u = you; ur = your; yer = your; r = are; y = why; wat = what; wot = what; wats = what is; cos =
    because; coz = because; cuz = because; 'cause = because; pls = please; plz = please; thx = thanks; tmrw =
    tomorrow; tmr = tomorrow; tomoz = tomorrow; abt = about; gonna = going to; wanna = want to; gotta = got to;
    gimme = give me; lemme = let me; dunno = do not know; kinda = kind of; rn = right now; atm = at the moment;
    tbh = to be honest; wdym = what do you mean; idk = i do not know; im = i am; ive = i have; id = i would; ill =
    i will; youre = you are; youve = you have; youd = you would; youll = you will; theyre = they are; theyve =
    they have; weve = we have; hes = he is; shes = she is; thats = that is; theres = there is; whats = what is;
    whos = who is; wheres = where is; whens = when is; hows = how is; whys = why is; whod = who would; howd = how
    would; whatd = what would; whatre = what are; dont = do not; doesnt = does not; didnt = did not; isnt = is
    not; wasnt = was not; arent = are not; werent = were not; wont = will not; cant = can not; couldnt = could
    not; wouldnt = would not; shouldnt = should not; havent = have not; hasnt = has not; hadnt = had not; ok =
    okay; favour = favor; organisation = organization; programme = program
    """
)
"""Short and hurried spellings, said in full."""

IRREGULAR = _table(
    """
    bought = buy; paid = pay; spent = spend; chose = choose; chosen = choose; met = meet; lost = lose; told =
    tell; broke = break; broken = break; knew = know; known = know; kept = keep; sold = sell; signing = sign;
    burnt = burn; cost = cost; costs = cost; people = people; being = being; thing = thing; things = thing; during
    = during; bring = bring; ring = ring; king = king; string = string; spring = spring; nothing = nothing;
    something = something; anything = anything; everything = everything; morning = morning; evening = evening;
    building = building; used = use; using = use; uses = use; his = his; this = this; was = was; does = does; has
    = has; yes = yes; us = us; going = go; doing = do; goes = go; boss = boss; business = business; always =
    always; wives = wife; series = series; need = need; hundred = hundred; ceiling = ceiling; doubt = doubt; asap
    = asap; lens = lens; news = news; perhaps = perhaps
    """
)
"""Words whose ending is no ending, and irregular forms, with the word whose stem they share."""
