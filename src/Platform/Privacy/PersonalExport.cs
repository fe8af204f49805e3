using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Privacy;

/// <summary>Gives what one declaration covers of one account: what is about the person and nothing of others, never a secret.</summary>
/// <param name="Id">The declaration's id.</param>
/// <param name="RowsAsync">The rows of an account; each is written as a JSON object.</param>
public sealed record PersonalExport(string Id, Func<ContextFactory, Guid, CancellationToken, Task<IReadOnlyList<object>>> RowsAsync);

/// <summary>Everything that the modules give of one account, as one document.</summary>
public sealed class PersonalExports(IEnumerable<PersonalExport> exports, PersonalDataRegister register, ContextFactory contexts, Works works, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly Dictionary<string, PersonalExport> exports = exports.ToDictionary(e => e.Id);

    /// <summary>The document of an account that asked an administrator for it, noted in the audit trail; not found when there is none or it was erased.</summary>
    public async Task<Outcome<byte[]>> ForRequestAsync(Reader reader, Guid account, CancellationToken cancel)
    {
        if (!reader.Holds(Role.Administrator))
            return Failure.NotFound;
        await using (var work = await works.BeginAsync(reader, cancel))
        {
            if (await work.Enlist<AccessContext>().Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == account, cancel) is not { IsErased: false })
                return Failure.NotFound;
            work.Audit("access.account.exported", $"account:{account}");
            await work.CommitAsync(cancel);
        }

        return await OfAsync(account, cancel);
    }

    /// <summary>
    /// The document as UTF-8: account, moment, and for each entry of the register what it is with its rows, or null where the entry gives
    /// none by itself. The same number of queries for every account.
    /// </summary>
    public async Task<byte[]> OfAsync(Guid account, CancellationToken cancel)
    {
        var items = new JsonArray();
        foreach (var entry in register.All)
        {
            var rows = exports.TryGetValue(entry.Id, out var export) ? await export.RowsAsync(contexts, account, cancel) : null;
            items.Add((JsonNode)new JsonObject
            {
                ["id"] = entry.Id,
                ["what"] = new JsonObject { ["ja"] = entry.What.Ja, ["en"] = entry.What.En },
                ["purpose"] = new JsonObject { ["ja"] = entry.Purpose.Ja, ["en"] = entry.Purpose.En },
                ["period"] = new JsonObject { ["ja"] = entry.Period.Ja, ["en"] = entry.Period.En },
                ["rows"] = rows is null ? null : JsonSerializer.SerializeToNode(rows, Json),
            });
        }

        var document = new JsonObject { ["account"] = account, ["made"] = time.UtcMoment(), ["items"] = items };
        return JsonSerializer.SerializeToUtf8Bytes(document, Json);
    }
}

/// <summary>Adds exports.</summary>
public static class PersonalExportDeclarations
{
    /// <summary>Adds what modules give of one account.</summary>
    public static IServiceCollection AddPersonalExports(this IServiceCollection services, IEnumerable<PersonalExport> exports)
    {
        foreach (var export in exports)
            services.AddSingleton(export);
        return services;
    }
}
