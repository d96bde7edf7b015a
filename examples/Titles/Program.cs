using System.CommandLine;
using Titles;

var interactions = new Option<FileInfo?>("--interactions")
{
    Description = "Interaction log: TSV/CSV with a header that names user, item and timestamp, or 'user item' per line. "
        + "Default: generated data.",
};
var titles = new Option<FileInfo?>("--titles")
{
    Description = "Titles: a header, then item id, tab, title. Needed with --interactions; an item without a title is shown by its id.",
};
var users = new Option<int>("--users") { Description = "How many users to show.", DefaultValueFactory = _ => 3 };
var item = new Option<string?>("--item") { Description = "Show the items most like this one. Default: the first user's last item." };
var epochs = new Option<int>("--epochs") { Description = "Training epochs at most.", DefaultValueFactory = _ => 20 };
var seed = new Option<int>("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 1 };

var command = new RootCommand(
    "Trains SASRec and shows, by their titles, what users had, what is recommended to them, and items like an item.")
{
    interactions, titles, users, item, epochs, seed,
};
command.SetAction(parsed => Screen.Run(new TitlesOptions(
    parsed.GetValue(interactions), parsed.GetValue(titles), parsed.GetValue(users), parsed.GetValue(item), parsed.GetValue(epochs),
    parsed.GetValue(seed))));
return command.Parse(args).Invoke();
