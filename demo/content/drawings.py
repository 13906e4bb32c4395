"""The drawings of the demo's competition. No child made them and no child is named: code draws them, and first names,
where there are any, were made up.

Unlike the rest of this content a drawing speaks one language, the one its school wrote in, and is never translated.
"""

from dataclasses import dataclass

from consent.enums import Scope


@dataclass(frozen=True)
class Drawing:
    """`key` names the picture in `demo.drawings.children`; `edition` is "next" or "last", the coming Day or the one
    before; `award` a place of `gallery.enums.Place` or nothing."""

    key: str
    band: str
    country: str
    language: str
    first_name: str
    title: str
    alt_text: str
    edition: str
    state: str
    award: str = ""
    scopes: tuple[Scope, ...] = (Scope.SITE,)


WIDELY = (Scope.SITE, Scope.TRANSLATIONS, Scope.PARTNER_PAGES, Scope.PRINT)
WITH_PARTNERS = (Scope.SITE, Scope.PARTNER_PAGES)
ON_PAPER = (Scope.SITE, Scope.PRINT)
WINNER = (Scope.SITE, Scope.WINNER)
WINNER_WIDELY = (*WIDELY, Scope.WINNER)

DRAWINGS: tuple[Drawing, ...] = (
    # --- The coming Day: in the gallery ------------------------------------------------------------------------------
    Drawing(
        key="path_home",
        band="7-9",
        country="gr",
        language="el",
        first_name="Ελένη",
        title="Ο δρόμος για το σπίτι",
        alt_text=(
            "Ένα μονοπάτι ανεβαίνει με στροφές ανάμεσα σε πράσινους λόφους ως ένα σπιτάκι με κόκκινη στέγη. Πίσω "
            "του φαίνονται γαλάζια βουνά και ένας πορτοκαλί ήλιος."
        ),
        edition="next",
        state="published",
        scopes=WIDELY,
    ),
    Drawing(
        key="hand_prints",
        band="0-6",
        country="fr",
        language="fr",
        first_name="",
        title="Trois mains qui disent bonjour",
        alt_text=(
            "Trois empreintes de mains à la peinture : une grande bleue, une grande jaune et une petite rouge. "
            "Au-dessus, un cœur fait d’empreintes de doigts."
        ),
        edition="next",
        state="published",
        scopes=WITH_PARTNERS,
    ),
    Drawing(
        key="paper_boats",
        band="10-12",
        country="lt",
        language="lt",
        first_name="",
        title="Laiveliai su šviesa",
        alt_text=(
            "Iš popieriaus iškirpti šeši laiveliai, kiekviename dega žvakė. Jie plaukia per mėlynas bangas, o virš "
            "jų šviečia mėnulis ir žvaigždės."
        ),
        edition="next",
        state="published",
        scopes=WIDELY,
    ),
    Drawing(
        key="cat_at_window",
        band="7-9",
        country="be",
        language="fr",
        first_name="Zoé",
        title="Minou attend",
        alt_text=(
            "Un chat roux, vu de dos, est assis devant une fenêtre, la nuit. Dehors, il y a la lune, des étoiles et "
            "des maisons éclairées ; à côté de lui, des myosotis dans un pot."
        ),
        edition="next",
        state="published",
    ),
    Drawing(
        key="sky_lanterns",
        band="16-17",
        country="ie",
        language="en",
        first_name="Nora",
        title="A light for everyone we wait for",
        alt_text=(
            "Watercolour: glowing paper lanterns rise over a lake at dusk. On a landing stage stand four small dark "
            "figures, three of them with their arms raised."
        ),
        edition="next",
        state="published",
        scopes=WIDELY,
    ),
    Drawing(
        key="one_huge_flower",
        band="0-6",
        country="lt",
        language="lt",
        first_name="Ugnė",
        title="Pati didžiausia neužmirštuolė",
        alt_text=(
            "Milžiniška mėlyna neužmirštuolė su besišypsančiu geltonu viduriuku užima beveik visą lapą. Apačioje – "
            "visai mažas namelis ir žmogutis."
        ),
        edition="next",
        state="published",
        scopes=ON_PAPER,
    ),
    Drawing(
        key="map_with_dotted_way",
        band="7-9",
        country="es",
        language="es",
        first_name="Hugo",
        title="El mapa para volver a casa",
        alt_text=(
            "Un mapa dibujado en papel cuadriculado. Una línea roja de rayitas va desde la escuela, por un puente y "
            "junto a un estanque con patos, hasta una casa con un corazón encima."
        ),
        edition="next",
        state="published",
        scopes=WITH_PARTNERS,
    ),
    Drawing(
        key="ring_of_children",
        band="7-9",
        country="fr",
        language="ar",
        first_name="آدم",
        title="كلنا حول الأرض",
        alt_text=(
            "عشرة أطفال مبتسمين، مرسومين بخطوط بسيطة، يمسك بعضهم بأيدي بعض حول الكرة الأرضية. وعلى الجانبين زهور "
            "زرقاء."
        ),
        edition="next",
        state="published",
        scopes=WIDELY,
    ),
    Drawing(
        key="bridge_between",
        band="13-15",
        country="lt",
        language="lt",
        first_name="",
        title="Susitikime ant tilto",
        alt_text=(
            "Du žmonės akmeninio tilto viršuje moja vienas kitam, tarp jų dega žibintas. Apačioje teka plati upė, "
            "krantuose žydi mėlynos gėlės."
        ),
        edition="next",
        state="published",
    ),
    Drawing(
        key="bicycle",
        band="10-12",
        country="fr",
        language="fr",
        first_name="Léon",
        title="Mon vélo plein de myosotis",
        alt_text=(
            "Un vélo rouge devant une clôture en bois. Son panier déborde de myosotis bleus, et d’autres fleurs "
            "poussent dans l’herbe."
        ),
        edition="next",
        state="published",
        scopes=ON_PAPER,
    ),
    Drawing(
        key="lantern_walk",
        band="7-9",
        country="ie",
        language="en",
        first_name="",
        title="The lantern walk",
        alt_text=(
            "Five stick figures in bright coats and hats walk over a hill at night, each holding up a glowing "
            "lantern. A crescent moon and small stars shine in the dark blue sky."
        ),
        edition="next",
        state="published",
        scopes=WITH_PARTNERS,
    ),
    Drawing(
        key="finger_print_meadow",
        band="0-6",
        country="gr",
        language="el",
        first_name="Μάριος",
        title="Το λιβάδι με τα δαχτυλάκια",
        alt_text=(
            "Ένα λιβάδι με λουλούδια από δαχτυλιές, μπλε, μοβ και ροζ. Πετούν τρεις μέλισσες και μια πεταλούδα, "
            "και στο γρασίδι περπατά μια πασχαλίτσα."
        ),
        edition="next",
        state="published",
    ),
    Drawing(
        key="footprints_in_snow",
        band="7-9",
        country="lt",
        language="lt",
        first_name="Jonas",
        title="Pėdos veda namo",
        alt_text=(
            "Sniege įmintos pėdos vingiuoja iki mažo namelio su šviečiančiu langu ir atviromis durimis. Aplink stovi "
            "apsnigtos eglės, krinta snaigės."
        ),
        edition="next",
        state="published",
        scopes=WIDELY,
    ),
    Drawing(
        key="flowers_in_a_jar",
        band="13-15",
        country="ch",
        language="fr",
        first_name="Camille",
        title="Celles qu’on n’oublie pas",
        alt_text=(
            "Aquarelle : un bouquet de myosotis dans un bocal à moitié rempli d’eau. Quelques pétales sont tombés "
            "sur la table."
        ),
        edition="next",
        state="published",
        scopes=WIDELY,
    ),
    Drawing(
        key="rainbow_town",
        band="7-9",
        country="mt",
        language="en",
        first_name="",
        title="A rainbow over our street",
        alt_text=(
            "A big rainbow over a row of eight houses, each in a different colour. Five stick figures wave from the "
            "grass in front."
        ),
        edition="next",
        state="published",
    ),
    Drawing(
        key="house_key",
        band="10-12",
        country="gr",
        language="el",
        first_name="",
        title="Το κλειδί του σπιτιού",
        alt_text=(
            "Ένα μεγάλο χρυσό κλειδί πάνω σε καφέ χαρτί. Η λαβή του έχει σχήμα σπιτιού με μια κόκκινη καρδιά μέσα, "
            "και γύρω του τυλίγονται μπλε λουλούδια."
        ),
        edition="next",
        state="published",
        scopes=ON_PAPER,
    ),
    Drawing(
        key="birds_come_back",
        band="7-9",
        country="lt",
        language="lt",
        first_name="Emilija",
        title="Kregždės grįžta",
        alt_text=(
            "Devynios mėlynos kregždės skrenda prie medžio, kuris jau sprogsta. Prie kamieno kabo inkilas, o prie "
            "pievos šviečia didelė saulė."
        ),
        edition="next",
        state="published",
    ),
    Drawing(
        key="flower_in_the_hand",
        band="16-17",
        country="nl",
        language="ar",
        first_name="ياسمين",
        title="أحملكم في يدي",
        alt_text="رسم بالقلم الرصاص ليد مفتوحة، وفي راحتها ثلاث زهرات زرقاء، وهي أكثر ما في الصورة لونًا.",
        edition="next",
        state="published",
        scopes=WITH_PARTNERS,
    ),
    Drawing(
        key="meadow_at_evening",
        band="16-17",
        country="lt",
        language="lt",
        first_name="",
        title="Vakaro pieva",
        alt_text=(
            "Akvarelė: neužmirštuolių pieva vakare, leidžiantis saulei. Tolumoje – kalvos ir keli medžiai."
        ),
        edition="next",
        state="published",
        scopes=WIDELY,
    ),
    # --- The coming Day: approved, waiting for a second person -------------------------------------------------------
    Drawing(
        key="kites",
        band="7-9",
        country="ec",
        language="es",
        first_name="Mateo",
        title="Cometas para que nos vean",
        alt_text=(
            "Cuatro niños sonrientes, dibujados con palitos, hacen volar cometas de colores sobre una colina verde. "
            "Las colas con lazos se mueven en un cielo azul."
        ),
        edition="next",
        state="approved",
    ),
    Drawing(
        key="open_door",
        band="13-15",
        country="gr",
        language="el",
        first_name="Δανάη",
        title="Η πόρτα μένει ανοιχτή",
        alt_text=(
            "Νύχτα. Μια πράσινη πόρτα είναι ανοιχτή και ζεστό φως πέφτει στο κατώφλι. Μέσα κρέμονται ένα μπλε παλτό "
            "και ένα κόκκινο κασκόλ· δίπλα στην πόρτα υπάρχει μια γλάστρα με μπλε λουλούδια."
        ),
        edition="next",
        state="approved",
        scopes=WIDELY,
    ),
    Drawing(
        key="suitcase",
        band="10-12",
        country="se",
        language="ar",
        first_name="سارة",
        title="حقيبة فيها حديقة",
        alt_text=(
            "حقيبة سفر بنية من ورق مقصوص، عليها ملصقات لجبل ومركب وشمس وقلب. ومن خلفها ترتفع خمس زهرات زرقاء كبيرة."
        ),
        edition="next",
        state="approved",
        scopes=WITH_PARTNERS,
    ),
    Drawing(
        key="bus_stop",
        band="10-12",
        country="ke",
        language="en",
        first_name="Maya",
        title="I saved you a seat",
        alt_text=(
            "A bus stop by a long straight road. On the bench stand a red school bag and a few blue flowers, and far "
            "away a yellow bus is coming."
        ),
        edition="next",
        state="approved",
    ),
    Drawing(
        key="heart_of_flowers",
        band="7-9",
        country="lt",
        language="lt",
        first_name="",
        title="Širdis iš neužmirštuolių",
        alt_text=(
            "Didelė širdis, sudėta iš mėlynų, violetinių ir rožinių gėlių, atspaustų bulvės antspaudu. Kampuose ir "
            "apačioje – mažos rožinės širdelės."
        ),
        edition="next",
        state="approved",
        scopes=ON_PAPER,
    ),
    # --- The coming Day: waiting for a decision ----------------------------------------------------------------------
    Drawing(
        key="stars_and_moon",
        band="7-9",
        country="cy",
        language="el",
        first_name="",
        title="Η νύχτα έχει χρώματα",
        alt_text=(
            "Πολύχρωμα αστέρια, ένα στρογγυλό φεγγάρι που χαμογελά και μια σειρά σπίτια, χαραγμένα σε μαύρο φόντο. "
            "Σε μερικά παράθυρα υπάρχει φως."
        ),
        edition="next",
        state="pending",
    ),
    Drawing(
        key="letter_in_a_bottle",
        band="10-12",
        country="es",
        language="es",
        first_name="Vega",
        title="Un mensaje con corazón",
        alt_text=(
            "En el mar flota una botella verde con una carta enrollada que lleva un corazón rojo. Alrededor nadan "
            "peces, y al fondo hay una isla con una casita."
        ),
        edition="next",
        state="pending",
        scopes=WITH_PARTNERS,
    ),
    Drawing(
        key="hands_that_hold",
        band="10-12",
        country="jm",
        language="en",
        first_name="",
        title="All of us hold on",
        alt_text=(
            "Four hand outlines in red, blue, orange and green, each filled with a pattern of its own, reach for one "
            "blue flower in the middle. Between them are pink hearts."
        ),
        edition="next",
        state="pending",
    ),
    Drawing(
        key="swing_that_waits",
        band="0-6",
        country="de",
        language="ar",
        first_name="ليان",
        title="الأرجوحة تنتظرك",
        alt_text="شجرة كبيرة عليها تفاح أحمر، وتتدلى من غصنها أرجوحة حمراء فارغة. وعلى مقعدها زهرة زرقاء.",
        edition="next",
        state="pending",
    ),
    Drawing(
        key="place_at_the_table",
        band="16-17",
        country="gr",
        language="el",
        first_name="Ηλίας",
        title="Η θέση σου σε περιμένει",
        alt_text=(
            "Ένα τραπέζι στρωμένο για τρεις κάτω από μια αναμμένη λάμπα. Μπροστά στην άδεια μπλε καρέκλα περιμένουν "
            "ένα ζεστό φλιτζάνι και ένα μπλε λουλούδι πάνω στο πιάτο."
        ),
        edition="next",
        state="pending",
        scopes=ON_PAPER,
    ),
    # --- The coming Day: rejected. Nothing is wrong with the picture: the family was asked again and was not sure -----
    Drawing(
        key="telephone",
        band="13-15",
        country="es",
        language="es",
        first_name="",
        title="Llámame cuando quieras",
        alt_text=(
            "Un teléfono rojo de disco sobre un fondo amarillo con rayos. Su cable en espiral dibuja un corazón con "
            "una flor azul dentro."
        ),
        edition="next",
        state="rejected",
    ),
    # --- The last Day, with its awards -------------------------------------------------------------------------------
    Drawing(
        key="ribbon_tree",
        band="10-12",
        country="lt",
        language="lt",
        first_name="Austėja",
        title="Kaspinų medis",
        alt_text=(
            "Didelis medis, prie kurio šakų pririšta daugybė mėlynų kaspinų. Žolėje po juo žydi neužmirštuolės."
        ),
        edition="last",
        state="published",
        award="first",
        scopes=WINNER_WIDELY,
    ),
    Drawing(
        key="lighthouse",
        band="10-12",
        country="gr",
        language="el",
        first_name="Νίκος",
        title="Ο φάρος που μας περιμένει",
        alt_text=(
            "Ένας φάρος με κόκκινες και λευκές ρίγες από κομμένο χαρτί φωτίζει τον ουρανό του δειλινού. Μπροστά του "
            "περνά ένα μικρό ιστιοφόρο, πάνω σε κύματα από σκισμένο χαρτί."
        ),
        edition="last",
        state="published",
        award="second",
        scopes=WINNER_WIDELY,
    ),
    Drawing(
        key="house_with_sun",
        band="0-6",
        country="es",
        language="es",
        first_name="Lola",
        title="Mi casa con sol",
        alt_text=(
            "Una casa rosa con tejado rojo y ventanas encendidas, junto a flores casi tan altas como ella. De la "
            "chimenea sale humo en espiral y en la esquina brilla un sol enorme."
        ),
        edition="last",
        state="published",
        award="third",
        scopes=WINNER,
    ),
    Drawing(
        key="lit_window",
        band="13-15",
        country="fr",
        language="fr",
        first_name="Inès",
        title="Une fenêtre reste allumée",
        alt_text=(
            "Une rangée de maisons sombres sous un ciel étoilé. Une seule fenêtre et une porte sont éclairées, et "
            "leur lumière se reflète sur la rue mouillée."
        ),
        edition="last",
        state="published",
        award="mention",
        scopes=WINNER_WIDELY,
    ),
    Drawing(
        key="umbrella_in_rain",
        band="0-6",
        country="gb",
        language="en",
        first_name="Poppy",
        title="Room for two",
        alt_text=(
            "Two smiling stick figures stand under one big umbrella in all the colours of the rainbow. Rain falls "
            "around them, and there are puddles in the grass."
        ),
        edition="last",
        state="published",
        award="mention",
        scopes=WINNER,
    ),
    Drawing(
        key="paper_cranes",
        band="13-15",
        country="be",
        language="ar",
        first_name="",
        title="طيور من ورق تعود",
        alt_text="ثمانية طيور مطوية من ورق ملون معلقة بخيوط، وتحتها تلال زرقاء من ورق ممزق وزهور زرقاء صغيرة.",
        edition="last",
        state="published",
        scopes=ON_PAPER,
    ),
)
