// Today, with the check-ins that wait for an answer.
import "../../text/englishCheckIn";
import { AnswerBox } from "../../features/check_in/AnswerBox";
import { Today } from "../../features/today/Today";
import { text } from "../../text/text";
import { useTitle } from "../title";

export function TodayPage() {
    useTitle(text("today.title"));
    return <Today checkIns={<AnswerBox />} />;
}
