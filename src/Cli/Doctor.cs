using System.Collections;
using System.CommandLine;
using Sakimori.Host;
using Sakimori.Kernel;

namespace Sakimori.Cli;

/// <summary><c>sakimori doctor</c>: looks at all that a portal needs and says what to do; changes nothing.</summary>
internal static class Doctor
{
    public static Command Command()
    {
        var data = new Option<string>("--data")
        {
            Description = Messages.Of(new("データフォルダー", "data folder")),
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("SAKIMORI_DATA") is { Length: > 0 } d ? d : "data",
        };
        var json = Messages.JsonOption();
        var command = new Command("doctor", Messages.Of(new("動作に必要なものがそろっているかを調べる", "check that the portal has what it needs"))) { data, json };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(data)!, parsed.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(string data, bool json, CancellationToken cancel)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(v => KeyValuePair.Create((string)v.Key, (string?)v.Value ?? ""));
        var settings = SettingsReader.Read(data, [], environment);
        if (settings.Failure is { } wrong)
            return Messages.Fail(wrong, json);
        var lines = await Diagnosis.RunAsync(settings.Value, cancel);
        if (json)
        {
            Messages.WriteJson(new DoctorDocument([.. lines.Select(l => new DoctorLine(l.Check, l.Ok, Messages.Of(l.Finding)))]), j => j.DoctorDocument);
        }
        else
        {
            foreach (var line in lines)
                Console.Out.WriteLine($"{(line.Ok ? Messages.Of(new("良好  ", "ok  ")) : Messages.Of(new("要対応", "BAD ")))} {line.Check,-12} {Messages.Of(line.Finding)}");
        }

        return lines.All(l => l.Ok) ? ExitCode.Done : ExitCode.Unwell;
    }
}

/// <summary>What <c>doctor --json</c> prints.</summary>
internal sealed record DoctorDocument(IReadOnlyList<DoctorLine> Checks);

/// <summary>One check.</summary>
internal sealed record DoctorLine(string Check, bool Ok, string Finding);
