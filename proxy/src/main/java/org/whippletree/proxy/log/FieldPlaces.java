package org.whippletree.proxy.log;

import java.util.List;

/**
 * Which field stands at which place of an exchange's arrays, by lower-case name.
 *
 * @param request fields of the request
 * @param answer fields of the answer
 * @param requestTrailers trailers of the request
 * @param answerTrailers trailers of the answer
 */
record FieldPlaces(
        List<String> request, List<String> answer, List<String> requestTrailers, List<String> answerTrailers) {}
