using Sakimori.Bench;

IReadOnlyList<IScenario> scenarios = [new StartScenario(), new TablesScenario(), new ScoringScenario(), new FuzzScenario(), new FaultsScenario(), new SelfCheckScenario(), new DirectoryScenario(), new SnapshotScenario(), new LogScenario(), new BackupScenario()];

var options = BenchOptions.Parse(args);
if (options.Name is null)
{
    foreach (var each in scenarios)
        Console.Error.WriteLine($"{each.Name,-12} {each.Purpose}");
    return 0;
}

if (scenarios.SingleOrDefault(s => s.Name == options.Name) is not { } scenario)
{
    Console.Error.WriteLine($"There is no benchmark {options.Name}; bench/run lists them.");
    return 1;
}

var report = new Report(options);
await scenario.RunAsync(options, report);
if (!options.IsPart)
    report.Save();
return 0;
