"""The bare rule in OpenFisca: decided more than 48 hours after the arrest?

Reads a file of little-endian 64-bit integers, the seconds from arrest to decision of one person each, and prints
the seconds that building a simulation and calculating took, and how many are late. Reading the file is not counted.
OpenFisca stores float32, so it is given elapsed seconds: instants would be wrong by up to a minute.
"""

import sys
import time

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

Person = build_entity(key="person", plural="persons", label="Person", is_person=True)
PERIOD = "2025-01"


class elapsed(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH


class late(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH

    def formula(person, period):
        return person("elapsed", period) > 172_800


def main():
    values = numpy.fromfile(sys.argv[1], dtype="<i8")
    system = TaxBenefitSystem([Person])
    system.add_variables(elapsed, late)
    begin = time.perf_counter()
    simulation = SimulationBuilder().build_default_simulation(system, len(values))
    simulation.set_input("elapsed", PERIOD, values)
    answer = simulation.calculate("late", PERIOD)
    print(time.perf_counter() - begin, int(answer.sum()))


main()
