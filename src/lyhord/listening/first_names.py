"""Some three hundred first names that are common in the Nordic countries, Germany and Britain."""

_NAMES = """
adam agnes albin alex alexander alexandra alfred ali alice alicia alma alva amalia amanda amelia amir
amy anders andrea andreas andrew angela anette anita anja ann anna anne anneli annika anton antonia arne
arvid asta astrid august axel barbro beatrice ben benjamin berit bernt bertil birgit birgitta björn bo
britt britta camilla carina carl carolina caroline cecilia charles charlie charlotta charlotte chris
christer christian christina christine christoffer christopher claes clara claudia conny dag dan daniel
daniela david dennis diana ebba edith edvard edward einar elias elin elina elisabet elisabeth elise ella
ellen ellinor elsa elvira emelie emil emilia emily emma erica erik erika ester eva evelina fanny fatima
felicia felix filip florian frank frans fred fredrik freja frida gabriel gabriella george georg gerd gun
gunilla gunnar gustaf gustav göran hampus hanna hannah hans harald harry hassan hedda hedvig helen
helena helene helge henrik henry hilda hilma hugo håkan ian ida inez inga inge inger ingrid ingvar irene
iris isabella isabelle isak ivar ivan jack jacob jakob james jan jane janne jasmine jenny jens jesper
jessica jim joakim joel johan johanna johannes john johnny jon jonas jonathan josef josefin josefine
joseph josephine julia julie julius jörgen kaj karin karl karolina katarina kate katja kent kerstin
kevin kim kjell klara klas konrad kristian kristina kristoffer lars laura lea leif lena lennart leo leon
lilly lina linda linn linnea linnéa linus lisa lisbeth liv lotta louise love lovisa lucas lucia ludvig
lukas lukasz lucy madeleine magdalena magnus maja malin marcus margareta margaretha maria marianne marie
marina mark markus marta martha martin martina mary mathias matilda mats matthew mattias max maximilian
maya melissa melvin mia michael mikael mikaela milla milo minna mira moa mohamed mohammed mona monica
monika muhammad märta måns natalie nathalie nellie nicholas niclas nicole niklas nils nina noah noel
nora olga oliver olivia olle olof ola omar oscar oskar ove patricia patrick patrik paul paula paulina
per pernilla peter petra petter philip pia pontus rasmus rebecca rebecka richard rickard robert robin
roger roland rolf ronja rose roy rut ruth saga sally sam samuel sandra sanna sara sarah sebastian selma
signe sigrid simon siv sofia sofie sonja sophia sophie staffan stefan stella stefanie sten stephen steve
stig stina sture sune susan susanna susanne svante sven sven-erik svea sylvia tage tanja teodor tess
therese theo theodor thomas tilda tim tina tobias tom tomas tommy tone torbjörn tord tore torsten tove
tuva tyra ulf ulla ulrica ulrik ulrika urban ursula vera veronica victor victoria vidar viggo viktor
viktoria vilgot vilhelm vilma vincent viola viveka walter wilhelm william wilma yasmin yngve ylva yusuf
yvonne zara zoe åke åsa östen
"""
FIRST_NAMES = frozenset(_NAMES.split())  # in lower case
