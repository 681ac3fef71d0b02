package com.lekiwi.heartbeat.benchmarks.run;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Options that take a whole number from 1 on. */
public final class OptionRange {

	private OptionRange() {
	}

	/**
	 * The value of an option.
	 * @param spec whose option it is; absent where no command line was read
	 * @param option its name
	 * @param chosen what the user wants; absent for the preset
	 * @param preset what it is otherwise
	 * @param most the largest that is taken
	 * @return the value
	 * @throws ParameterException if the user wants another than can be had
	 */
	public static int within(@Nullable CommandSpec spec, String option, @Nullable Integer chosen, int preset,
			int most) {
		int value = (chosen != null) ? chosen : preset;
		if (value < 1 || value > most) {
			String message = option + ": " + value + ": from 1 to " + most;
			throw (spec != null) ? new ParameterException(spec.commandLine(), message)
					: new IllegalArgumentException(message);
		}
		return value;
	}

}
