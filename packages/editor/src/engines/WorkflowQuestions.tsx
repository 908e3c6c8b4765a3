import type { GraphNode } from '@epoch/graph-runtime/model';
import type { WorkflowReport } from '@epoch/graph-runtime/protocol';
import { exposeSocket, setParam, takeSocketAway } from '../store/actions.ts';
import { socketAt } from '../store/workflow-edits.ts';
import { Choice } from '../ui/Choice.tsx';
import { Field } from '../ui/Field.tsx';
import { answerOf, answerSocket, OUTPUT, type Question } from './workflow-view.ts';

interface WorkflowQuestionsProps {
  readonly node: GraphNode;
  readonly report: WorkflowReport;
  readonly gesture: string;
}

const UNDECIDED = '';

/** What the workflow does not say by itself: each question with the places it could mean. */
export function WorkflowQuestions({ node, report, gesture }: WorkflowQuestionsProps) {
  const answer = (question: Question, key: string) => {
    const before = answerOf(question, node);
    const chosen = question.candidates.find((candidate) => keyOf(candidate) === key);
    if (question.role === OUTPUT) {
      setParam(node.id, OUTPUT, chosen?.node ?? '', gesture);
      return;
    }
    const old = before === null ? null : socketAt(node, before);
    if (old !== null) takeSocketAway(node.id, old, gesture);
    const socket = chosen === undefined ? null : answerSocket(report, question.role, chosen);
    if (socket !== null) exposeSocket(node.id, socket, gesture);
  };
  return report.questions.map((question) => {
    const chosen = answerOf(question, node);
    const choices = [
      { value: UNDECIDED, label: 'Choose one' },
      ...question.candidates.map((one) => ({ value: keyOf(one), label: `${one.title}, ${one.input}` })),
    ];
    return (
      <Field key={question.role} label={question.message}>
        <Choice
          label={question.message}
          choices={choices}
          value={chosen === null ? UNDECIDED : keyOf(chosen)}
          testId={`question-${question.role}`}
          onChange={(key) => answer(question, key)}
        />
      </Field>
    );
  });
}

function keyOf({ node, input }: Question['candidates'][number]): string {
  return `${node} ${input}`;
}
