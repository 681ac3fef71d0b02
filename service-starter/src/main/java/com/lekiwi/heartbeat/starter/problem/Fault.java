package com.lekiwi.heartbeat.starter.problem;

/**
 * One thing that is wrong in a request.
 *
 * @param field where: a JSON pointer into the body, or the name of a parameter
 * @param message what is wrong, and what would be right
 */
public record Fault(String field, String message) {

}
