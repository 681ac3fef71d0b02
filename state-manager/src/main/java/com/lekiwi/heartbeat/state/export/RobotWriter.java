package com.lekiwi.heartbeat.state.export;

import java.io.Flushable;
import java.io.IOException;

import com.lekiwi.heartbeat.contract.robot.Robot;

/** Writes robots in one of the forms of a file. */
interface RobotWriter extends Flushable {

	/**
	 * Writes one robot.
	 * @param robot the robot
	 * @throws IOException if the reader is gone
	 */
	void write(Robot robot) throws IOException;

}
