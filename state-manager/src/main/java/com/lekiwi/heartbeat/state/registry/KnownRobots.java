package com.lekiwi.heartbeat.state.registry;

import java.util.List;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.starter.problem.Fault;
import com.lekiwi.heartbeat.starter.problem.InvalidRequestException;
import com.lekiwi.heartbeat.starter.problem.ProblemType;
import com.lekiwi.heartbeat.starter.problem.Problems;

import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Reads the robot's id from a path. */
@Component
public class KnownRobots {

	private final JdbcClient database;

	KnownRobots(JdbcClient database) {
		this.database = database;
	}

	/**
	 * Reads an id.
	 * @param id what stands in the path
	 * @return the id
	 * @throws InvalidRequestException if it is not one
	 */
	public static RobotId idOf(String id) {
		if (!RobotId.isValid(id)) {
			throw new InvalidRequestException(List.of(new Fault("id", "must match " + RobotId.FORM.pattern())));
		}
		return new RobotId(id);
	}

	/**
	 * Reads the id of a robot that is known.
	 * @param id what stands in the path
	 * @return the id
	 * @throws InvalidRequestException if it is not one
	 * @throws ErrorResponseException 404 if nobody knows the robot
	 */
	public RobotId require(String id) {
		RobotId robot = idOf(id);
		if (this.database.sql("SELECT 1 FROM robots WHERE id = ?").param(id).query(Integer.class).list().isEmpty()) {
			throw unknown(robot);
		}
		return robot;
	}

	/**
	 * Says that nobody knows a robot.
	 * @param id the robot
	 * @return what is to be thrown
	 */
	public static ErrorResponseException unknown(RobotId id) {
		return new ErrorResponseException(HttpStatus.NOT_FOUND,
				Problems.problem(HttpStatus.NOT_FOUND, ProblemType.UNKNOWN_ROBOT, "no robot has the id " + id), null);
	}

}
