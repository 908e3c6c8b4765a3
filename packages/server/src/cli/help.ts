export const HELP = `EpochStreamer: an AI director for long-form frame-by-frame video.

  epochstreamer render <graph.json> --out DIR [--frames N] [--size WxH] [--seed S]
                       [--set node.param=value ...] [--data DIR] [--when-away wait|fail] [--resume]
      Draws a film. DIR becomes a production: stills/000000.png and on, journal, checkpoints, graph.json.
      --frames N     Length of the film. Needed unless the graph says it.
      --size WxH     Size of the film, such as 1024x576. Both even.
      --seed S       Draws the same film again. Without it, and without one in the graph, a new one is drawn.
      --set A.B=V    Gives param B of node A (its id or title) the value V. May be repeated.
      --data DIR     Folder whose assets/ holds your own pictures (default static/streamer in the project).
      --when-away W  While an image server does not answer: wait (the default) tries again by itself, fail ends.
      --resume       Goes on with the production that DIR holds. Without it such a DIR is refused.

  epochstreamer plan <graph.json> [--by HH:MM] [--frames N] [--seconds S] [--set node.param=value ...]
                     [--data DIR] [--json]
      Tries a graph for S seconds (60), throws the frames away, and tells what a frame costs, how long a film of N
      frames takes or how long one becomes by a time of day, and what cadence, size or steps would make it fit.

  epochstreamer validate <graph.json> ...   Tells what is wrong with graphs, in sentences.
  epochstreamer nodes [--json]              Lists all node types; as JSON with every port and param.
  epochstreamer engines [--json] [--data DIR]
                                            Asks every saved image server (ComfyUI and others) how it is.
  epochstreamer doctor                      Looks at this machine: what is there, what is missing, what to do.
  epochstreamer serve [options]             Starts the editor, as "npm start" does; "serve --help" lists its options.
  epochstreamer --help | --version

Ends with 0 when it worked, 1 when it failed, 2 when it was refused (nothing was written), 130 when interrupted
(what is done is safe).
`;
