// The page: it follows the service, and shows how everything stands.

import { ask, attempt, clock, show, title, words } from "./rows.js";

const byId = (id) => document.getElementById(id);
const connection = byId("connection");
let picture = null;
let chosen = null;
let shown = "";

// Following ---------------------------------------------------------------------------------------------------------------------

// The tab's name, which outlives a reload: the server closes the stream of the page before, and never another tab's.
function tab(renew = false) {
  let name = sessionStorage.getItem("tab");
  if (name === null || renew) {
    name = crypto.randomUUID();
    sessionStorage.setItem("tab", name);
  }
  return name;
}

let source = null;
let again = null;

function follow(renew = false) {
  leave();
  source = new EventSource(`/api/live?tab=${tab(renew)}`);
  source.addEventListener("open", () => (connection.textContent = "live"));
  source.addEventListener("picture", (event) => draw(JSON.parse(event.data)));
  // This tab is a copy, and both have one name.
  source.addEventListener("replaced", () => follow(true));
  source.addEventListener("error", () => {
    connection.textContent = "reconnecting";
    // The browser tries again by itself, unless the server refused.
    if (source.readyState === EventSource.CLOSED) again = setTimeout(follow, 2000);
  });
}

function leave() {
  clearTimeout(again);
  source?.close();
  source = null;
}

// A page that is put aside for the back button would keep its connection, and a browser has six.
addEventListener("pagehide", leave);
addEventListener("pageshow", () => follow());

// Showing -----------------------------------------------------------------------------------------------------------------------

function gauge(name, text, alarm = false) {
  const element = document.querySelector(`[data-gauge="${name}"]`);
  element.textContent = text;
  element.classList.toggle("alarm", alarm);
}

function draw(next) {
  tell(picture, next);
  picture = next;
  const { gauges, projects } = next;
  gauge("held", `${gauges.permits_held} of ${gauges.permits}`);
  gauge("waiting", gauges.permits_waiting);
  gauge("longest", `${gauges.longest_wait} s`, gauges.longest_wait >= 60);
  gauge("runs", gauges.followed_projects);
  gauge("streams", gauges.open_streams);
  if (!projects.some((project) => project.id === chosen)) chosen = projects[0]?.id ?? null;
  show(projects, chosen, choose);
  detail();
}

// For those who listen: what changed, in a sentence.
function tell(before, after) {
  if (before === null) return;
  const was = new Map(before.projects.map((project) => [project.id, project.status]));
  const news = after.projects
    .filter((project) => was.get(project.id) !== project.status)
    .map((project) => {
      const asks = project.status === "input_needed" ? `: ${project.question}` : "";
      return `${title(project)} is ${words(project.status)}${asks}`;
    });
  if (news.length > 0) byId("news").textContent = news.join(". ");
}

function choose(id) {
  chosen = id;
  show(picture.projects, chosen, choose);
  detail();
}

function light(status, visited) {
  for (const state of document.querySelectorAll("#diagram [data-status]")) {
    state.classList.toggle("current", state.dataset.status === status);
    state.classList.toggle("visited", visited.has(state.dataset.status));
  }
}

async function detail() {
  const project = picture.projects.find((project) => project.id === chosen);
  byId("facts").hidden = project === undefined;
  if (project === undefined) return light(null, new Set());
  const now = `${project.id} ${project.version} ${project.answer}`;
  if (now === shown) return;
  shown = now;
  byId("detail-title").textContent = `Lifecycle: ${title(project)} is ${words(project.status)}`;
  try {
    const whole = await ask("GET", `/api/projects/${project.id}`);
    if (now === shown) facts(whole);
  } catch {
    // The next picture tries again.
    shown = "";
  }
}

function facts(whole) {
  // Only the moves to another state: a claim is no news here.
  const moves = whole.history.filter((move, nth, all) => nth === 0 || move.to !== all[nth - 1].to);
  light(whole.status, new Set(moves.map((move) => move.to)));
  byId("facts").querySelector("tbody").replaceChildren(
    ...moves.map((move) => {
      const row = document.createElement("tr");
      const end = move.outcome === null || move.outcome === move.to ? "" : ` (${move.outcome})`;
      for (const text of [clock(move.at), words(move.to) + end, move.epoch, move.attempt]) {
        row.insertCell().textContent = text;
      }
      return row;
    }),
  );
  byId("answers").replaceChildren(
    ...whole.follow_ups.flatMap((asked) => {
      const question = document.createElement("dt");
      question.textContent = asked.question;
      const answer = document.createElement("dd");
      answer.textContent = asked.answer ?? "not answered";
      return [question, answer];
    }),
  );
  const output = whole.result ?? whole.error;
  byId("output").hidden = !output;
  byId("output").textContent = output ?? "";
}

// Launching ---------------------------------------------------------------------------------------------------------------------

const launch = byId("launch");
const { repository, task } = launch.elements;
const problem = launch.querySelector(".problem");
let repositories = [];

function options(select, names) {
  select.replaceChildren(...names.map((name) => new Option(name)));
}

function tasks() {
  options(task, repositories.find(({ name }) => name === repository.value)?.tasks ?? []);
}

repository.addEventListener("change", tasks);

launch.addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(problem, launch.querySelector("button"), async () => {
    const body = { repository: repository.value, task: task.value };
    chosen = (await ask("POST", "/api/projects", body)).id;
    if (picture) draw(picture);
  });
});

attempt(problem, launch.querySelector("button"), async () => {
  repositories = await ask("GET", "/api/repositories");
  options(repository, repositories.map(({ name }) => name));
  tasks();
});
