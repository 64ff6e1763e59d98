/**
 * How each kind of fact is asked for and told. `{column}` is a column of the kind's table.
 * An attribute has a question, the statement that is labelled, and a paraphrase that also answers and is not labelled.
 * `asked` attributes have a query for every thing in turn; the others only give siblings.
 */
export const kinds = [
  {
    table: 'elements',
    about: 'the element {name}',
    profile:
      '{name} is a chemical element of the group called {kind}. Its symbol is {symbol} and its atomic number is {number}. It was discovered by {discovered by} in {year}. Today it is used for {used for}.',
    attributes: [
      {
        asked: true,
        question: 'Who discovered the element {name}?',
        statement:
          'The chemical element {name} was discovered by {discovered by}. The discovery dates from {year} and was confirmed by other chemists soon after.',
        paraphrase:
          'Credit for finding {symbol}, element number {number}, goes to {discovered by}, whose work of {year} first showed that {name} exists.',
      },
      {
        asked: true,
        question: 'What is {name} used for?',
        statement:
          'In industry, {name} is used for {used for}. Demand follows the price of the ore and the energy that refining takes.',
        paraphrase:
          'Think of {used for}: without a supply of {name}, engineers would have to look for a substitute.',
      },
      {
        asked: false,
        question: 'What is the chemical symbol of {name}?',
        statement:
          'In the periodic table {name} stands under the symbol {symbol} at place {number}. The place is the number of protons in its nucleus.',
        paraphrase: 'Chemists write {symbol} when they mean {name}, the element with {number} protons.',
      },
      {
        asked: false,
        question: 'To which group of elements does {name} belong?',
        statement:
          'By its properties {name} belongs to the elements called {kind}. Its neighbours in the same column behave in a similar way.',
        paraphrase: 'Textbooks list {name} as {kind}, together with the elements that react as it does.',
      },
    ],
  },
  {
    table: 'countries',
    about: '{name}',
    profile:
      '{name} is a country in {continent}. Its capital is {capital}. People pay with the {currency}, and the official language is {language}. It borders {neighbour}.',
    attributes: [
      {
        asked: true,
        question: 'What is the capital of {name}?',
        statement:
          'The capital of {name} is {capital}. The parliament, the supreme court and most embassies have their seat there.',
        paraphrase:
          '{capital} is where the government of {name} sits, and where foreign ambassadors present their letters.',
      },
      {
        asked: true,
        question: 'Which currency is used in {name}?',
        statement:
          'In {name} people pay with the {currency}. Banknotes are issued under the authority of the central bank.',
        paraphrase:
          'Travellers who come to {name} change their money into the {currency} at banks and at the airport.',
      },
      {
        asked: false,
        question: 'Which language is official in {name}?',
        statement:
          'The official language of {name} is {language}. Laws, school books and road signs are written in it.',
        paraphrase: 'A pupil in {name} learns to read and write in {language}, the language of the state.',
      },
      {
        asked: false,
        question: 'On which continent does {name} lie?',
        statement:
          '{name} lies in {continent} and borders {neighbour}. Geography lessons often begin with its outline on the map.',
        paraphrase: 'Look for {name} on the map of {continent}; next to it you find {neighbour}.',
      },
    ],
  },
  {
    table: 'planets',
    about: 'the planet {name}',
    profile:
      '{name} is a {kind}, the {position} planet from the Sun. One year there takes {year length}. It has {moons} and is known for {known for}. It has been visited by {visited by}.',
    attributes: [
      {
        asked: true,
        question: 'How long is a year on {name}?',
        statement:
          'One year on {name} takes {year length}: that is how long the planet needs to go around the Sun once.',
        paraphrase: 'To complete a single orbit of the Sun, {name} needs {year length}.',
      },
      {
        asked: true,
        question: 'How many moons does {name} have?',
        statement:
          'The planet {name} has {moons}. Astronomers count them with telescopes and with the cameras of probes.',
        paraphrase: 'Around {name} observers have found {moons} so far.',
      },
      {
        asked: true,
        question: 'What is the planet {name} known for?',
        statement:
          'The planet {name} is known for {known for}. It is one of the first facts that children learn about the solar system.',
        paraphrase: 'Ask an astronomer about {name}, and you will soon hear of {known for}.',
      },
      {
        asked: false,
        question: 'Which spacecraft explored {name}?',
        statement:
          'Among the spacecraft that explored {name}, {visited by} sent home the most. Its pictures fill whole archives.',
        paraphrase: 'Most close-up knowledge of {name} comes from {visited by}.',
      },
    ],
  },
  {
    table: 'rivers',
    about: 'the river {name}',
    profile:
      'The {name} is a river of {continent}. It rises in {source}, passes {city} and flows into {flows into}. Ships, farms and power stations depend on its water.',
    attributes: [
      {
        asked: true,
        question: 'Into which sea does the {name} flow?',
        statement:
          'The {name} flows into {flows into}. At its mouth the water slows down and leaves mud and sand behind.',
        paraphrase: 'The waters of the {name} end in {flows into}, carrying silt from half of {continent}.',
      },
      {
        asked: true,
        question: 'Where does the river {name} rise?',
        statement: 'The river {name} rises in {source}. Melting snow and rain feed the young stream.',
        paraphrase: 'Hikers who follow the {name} upstream to its beginning end up in {source}.',
      },
      {
        asked: false,
        question: 'Which city lies on the {name}?',
        statement:
          'The city of {city} lies on the {name}. Its old harbour and its bridges draw visitors all year.',
        paraphrase: 'From the quays of {city} one looks down on the {name}.',
      },
      {
        asked: false,
        question: 'On which continent is the {name}?',
        statement:
          'The {name} belongs to the great rivers of {continent}. Hydrologists measure its level every hour.',
        paraphrase: 'Among the rivers of {continent}, few are as well studied as the {name}.',
      },
    ],
  },
  {
    table: 'mountains',
    about: '{name}',
    profile:
      '{name} is {height} metres high and stands in {country}. It belongs to {range}. It was first climbed by {first climbed by} in {year}.',
    attributes: [
      {
        asked: true,
        question: 'How high is {name}?',
        statement:
          'The summit of {name} is {height} metres above the sea. Surveyors have measured it again with satellites.',
        paraphrase: 'Climbers on top of {name} stand at {height} metres, where the air is thin.',
      },
      {
        asked: true,
        question: 'Who was the first to climb {name}?',
        statement:
          '{name} was first climbed by {first climbed by}, in {year}. Others had tried before and turned back.',
        paraphrase:
          'The first people known to have reached the top of {name} were led there in {year}: {first climbed by}.',
      },
      {
        asked: false,
        question: 'To which range does {name} belong?',
        statement: '{name} belongs to {range}. Glaciers and frost have shaped its ridges.',
        paraphrase: 'Geologists count {name} among the peaks of {range}.',
      },
      {
        asked: false,
        question: 'In which country is {name}?',
        statement: '{name} stands in {country}. Guides from the valleys below lead visitors in the season.',
        paraphrase: 'To see {name} one has to travel to {country}.',
      },
    ],
  },
  {
    table: 'inventions',
    about: 'the {name}',
    profile:
      'The {name} is an invention that {what it does}. It is credited to {inventor}, who brought it out in {country} in {year}. It spread quickly and changed daily life.',
    attributes: [
      {
        asked: true,
        question: 'Who invented the {name}?',
        statement:
          'The {name} was invented by {inventor}. The idea met with doubt at first and with imitation soon after.',
        paraphrase:
          '{inventor} is remembered today as the mind behind the {name}, a thing that {what it does}.',
      },
      {
        asked: true,
        question: 'When was the {name} invented?',
        statement: 'The {name} dates from {year}. Museums keep examples from the first years.',
        paraphrase: 'It was in {year} that {inventor} first showed the {name} to the public.',
      },
      {
        asked: false,
        question: 'In which country was the {name} invented?',
        statement: 'The {name} comes from {country}. From there it spread to the rest of the world.',
        paraphrase: 'The home of the {name} is {country}, where the first ones were made.',
      },
      {
        asked: false,
        question: 'What does the {name} do?',
        statement: 'The {name} {what it does}. Before it, people had to do without or to find another way.',
        paraphrase: 'What makes the {name} useful is that it {what it does}.',
      },
    ],
  },
];
