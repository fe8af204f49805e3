using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Cli;

/// <summary><c>sakimori access …</c>: accounts without a browser. It takes the data folder, so no server may run on it.</summary>
internal static class AccessCommands
{
    public static Command Command() => new("access", Messages.Of(new("アカウントと役割", "accounts and roles")))
    {
        ResetAdministrator(),
        List(),
    };

    private static Command ResetAdministrator()
    {
        var (data, database) = (OwnRecords.DataOption(), OwnRecords.DatabaseOption());
        var command = new Command("reset-admin", Messages.Of(new(
            "管理者がサインインできなくなったとき、新しい管理者の登録リンクを作る", "make a link for a new administrator when none can sign in"))) { data, database };
        command.SetAction(async (parsed, cancel) => await OwnRecords.UseAsync(parsed.GetValue(data)!, parsed.GetValue(database), false, _ => { }, async services =>
        {
            await using var work = await services.GetRequiredService<Works>().BeginAsync(Reader.System, cancel);
            if (!await FirstAdministrator.ExistsAsync(work.Enlist<AccessContext>(), work.Now, cancel))
            {
                Console.Error.WriteLine(Messages.Of(new(
                    "管理者はまだいません。サーバーを起動すると登録リンクが表示されます。", "There is no administrator yet: start the server, it prints the link.")));
                return ExitCode.Done;
            }

            var token = await FirstAdministrator.ResetAsync(work, cancel);
            Console.Error.WriteLine(Messages.Of(new(
                "サーバーを起動し、そのアドレスに次を続けて開いてください（24時間以内、一度だけ）：", "Start the server and open its address followed by this (within 24 hours, once):")));
            Console.Out.WriteLine($"/setup/{token}");
            return ExitCode.Done;
        }, cancel));
        return command;
    }

    private static Command List()
    {
        var (data, database) = (OwnRecords.DataOption(), OwnRecords.DatabaseOption());
        var json = new Option<bool>("--json") { Description = Messages.Of(new("JSON で出力する", "print JSON")) };
        var command = new Command("list", Messages.Of(new("アカウントと役割を一覧する", "list accounts and their roles"))) { data, database, json };
        command.SetAction(async (parsed, cancel) => await OwnRecords.UseAsync(parsed.GetValue(data)!, parsed.GetValue(database), parsed.GetValue(json), _ => { }, async services =>
        {
            var (rows, _) = await services.GetRequiredService<AccountOverview>().ListAsync("", byName: false, descending: false, 0, int.MaxValue, cancel);
            if (parsed.GetValue(json))
            {
                Messages.WriteJson(rows.Select(Document).ToList(), type => type.ListAccountDocument);
                return ExitCode.Done;
            }

            foreach (var row in rows)
                Console.Out.WriteLine($"{row.Email ?? "-",-40} {row.Name}  {string.Join(", ", row.Roles.Select(r => $"{Messages.Of(RoleNames.Of(r.Role))}{(r.Scope == Scopes.System ? "" : $" {r.Scope}")}"))}");
            return ExitCode.Done;
        }, cancel));
        return command;
    }

    private static AccountDocument Document(AccountEntry entry) => new(
        entry.Id, entry.Email, entry.Name, entry.HasCode, entry.Made, entry.Closed,
        [.. entry.Roles.Select(r => new RoleDocument(r.Role.ToString(), r.Scope == Scopes.System ? null : r.Scope, r.From, r.Until == AudienceGrant.Forever ? null : r.Until))]);
}

/// <summary>An account as <c>--json</c> prints it; moments in UTC.</summary>
internal sealed record AccountDocument(
    Guid Id, string? Email, string Name, bool Code, DateTime Made, DateTime? Closed, IReadOnlyList<RoleDocument> Roles);

/// <summary>A role; <c>organisation</c> is null for the whole portal, <c>until</c> when it has no end.</summary>
internal sealed record RoleDocument(string Role, Guid? Organisation, DateTime From, DateTime? Until);
