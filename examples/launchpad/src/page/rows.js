// The list of projects: one row each, changed in place, so that what somebody types or has the focus on stays.

const list = document.getElementById("projects");
const template = document.getElementById("project");
const rows = new Map();

/** How a status reads. */
export const words = (status) => status.replaceAll("_", " ");

/** How a project is called. */
export const title = (project) => `${project.task} of ${project.repository}`;

const time = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });
export const clock = (millis) => time.format(new Date(millis));

/** Sends a request. An error is what the server says of it. */
export async function ask(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body === undefined ? {} : { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(() => {
    throw new Error("the service does not answer");
  });
  const text = await response.text();
  let json = null;
  try {
    json = text === "" ? null : JSON.parse(text);
  } catch {
    throw new Error("the service gave an answer that is no JSON");
  }
  if (!response.ok) throw new Error(json?.detail ?? response.statusText);
  return json;
}

/** Does something for whoever pressed a button, and says beside it what went wrong. */
export async function attempt(problem, button, action) {
  problem.hidden = true;
  button.disabled = true;
  try {
    await action();
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
  } finally {
    button.disabled = false;
  }
}

function make(id, choose) {
  const row = template.content.firstElementChild.cloneNode(true);
  const part = (name) => row.querySelector(name);
  const problem = part(".problem");
  const name = part(".name");
  name.addEventListener("click", () => choose(id));
  part(".cancel").addEventListener("click", (event) => {
    const button = event.currentTarget;
    attempt(problem, button, () => ask("POST", `/api/projects/${id}/cancel`));
  });
  part(".question").addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    const answer = form.elements.answer;
    attempt(problem, part(".question button"), async () => {
      const body = { follow_up: form.dataset.followUp, answer: answer.value };
      await ask("POST", `/api/projects/${id}/answer`, body);
      answer.value = "";
      // The form is about to go, and the focus must not go with it.
      name.focus();
    });
  });
  return row;
}

function set(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function note(project) {
  const parts = [];
  if (project.attempt > 1) parts.push(`attempt ${project.attempt} of 3, its process died`);
  const text = project.error ?? project.result;
  if (text) parts.push(text);
  if (project.status === "input_needed" && project.deadline_at !== null) {
    const left = Math.max(0, Math.round((project.deadline_at - Date.now()) / 3_600_000));
    parts.push(`expires in ${left} h`);
  }
  parts.push(`launched ${clock(project.created_at)}`);
  return parts.join(" · ");
}

function fill(row, project, chosen) {
  const part = (name) => row.querySelector(name);
  set(part(".name"), title(project));
  part(".name").setAttribute("aria-pressed", String(project.id === chosen));
  row.classList.toggle("chosen", project.id === chosen);
  const status = part(".status");
  set(status, words(project.status));
  status.dataset.status = project.status;
  set(part(".note"), note(project));
  const cancel = part(".cancel");
  cancel.hidden = project.finished_at !== null;
  cancel.setAttribute("aria-label", `Cancel ${title(project)}`);
  const question = part(".question");
  const asks = project.status === "input_needed" && project.answer === null;
  question.hidden = !asks;
  if (asks && question.dataset.followUp !== project.follow_up) {
    question.dataset.followUp = project.follow_up;
    question.elements.answer.value = "";
    set(part(".asks"), project.question);
  }
}

/** Shows these projects, in this order. */
export function show(projects, chosen, choose) {
  document.getElementById("none").hidden = projects.length > 0;
  const wanted = new Set(projects.map((project) => project.id));
  for (const [id, row] of rows) {
    if (!wanted.has(id)) {
      row.remove();
      rows.delete(id);
    }
  }
  let next = list.firstElementChild;
  for (const project of projects) {
    let row = rows.get(project.id);
    if (row === undefined) {
      row = make(project.id, choose);
      rows.set(project.id, row);
    }
    // A row that is where it should be is not moved: that would take the focus away.
    if (row === next) next = row.nextElementSibling;
    else list.insertBefore(row, next);
    fill(row, project, chosen);
  }
}
