//! Gazetteer: countries, regions, cities and border crossings, with every spelling an English or French report uses.
