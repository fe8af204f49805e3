using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Actions;
using Sakimori.Benchmark;
using Sakimori.Catalogue;
using Sakimori.Directory;
using Sakimori.Host;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;
using Sakimori.Web;
using Sakimori.Web.Console.Access;
using Sakimori.Web.Hosting;

namespace Sakimori.Cli;

/// <summary><c>sakimori access …</c>: accounts and roles, on the data folder itself or through a running portal.</summary>
internal static class AccessCommands
{
    private const int PageSize = 200;

    public static Command Command() => new("access", Messages.Of(new("アカウントと役割", "accounts and roles")))
    {
        ResetAdministrator(),
        List(),
        Invite(),
        Grant(),
        EndRole(),
        Close(),
        Erase(),
    };

    private static Command ResetAdministrator()
    {
        var (data, database, json) = (OwnRecords.DataOption(), OwnRecords.DatabaseOption(), Messages.JsonOption());
        var command = new Command("reset-admin", Messages.Of(new(
            "管理者がサインインできなくなったときに、新しい管理者の登録リンクを作る（サーバーの稼働中でも可）",
            "make a link that registers a new administrator when none can sign in (also while the server is running)"))) { data, database, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var (folder, asJson) = (parsed.GetValue(data)!, parsed.GetValue(json));
            if (DataFolder.IsHeld(folder))
            {
                return (await ResetRequest.AskAsync(folder, TimeProvider.System, cancel)).Match(
                    link => Print(link, asJson, new("サーバーのアドレスの後ろに次の文字列を付けて、24時間以内に開いてください（一度だけ使えます）：", "Within 24 hours, open the server's address with this added to its end (it works once):")),
                    failure => Messages.Fail(failure, asJson));
            }

            return await OwnRecords.UseAsync(folder, parsed.GetValue(database), asJson, _ => { }, async services =>
            {
                await using var work = await services.GetRequiredService<Works>().BeginAsync(Reader.System, cancel);
                return await FirstAdministrator.ExistsAsync(work.Enlist<AccessContext>(), work.Now, cancel)
                    ? Print($"/setup/{await FirstAdministrator.ResetAsync(work, cancel)}", asJson, new(
                        "サーバーを起動し、そのアドレスの後ろに次の文字列を付けて、24時間以内に開いてください（一度だけ使えます）：", "Start the server and, within 24 hours, open its address with this added to its end (it works once):"))
                    : Print(null, asJson, new(
                        "管理者はまだいません。サーバーを起動すると登録リンクが表示されます。", "There is no administrator yet. When you start the server, it prints the registration link."));
            }, cancel);
        });
        return command;

        static int Print(string? link, bool json, Text words)
        {
            Console.Error.WriteLine(Messages.Of(words));
            if (json)
                Messages.WriteJson(new LinkDocument(link), type => type.LinkDocument);
            else if (link is not null)
                Console.Out.WriteLine(link);
            return ExitCode.Done;
        }
    }

    private static Command List()
    {
        var place = Place();
        var command = new Command("list", Messages.Of(new("アカウントと役割の一覧を表示する", "list accounts and their roles")));
        place.AddTo(command);
        command.SetAction((parsed, cancel) => place.RunAsync(parsed,
            async portal => (await ListAsync(portal, cancel)).Match(rows => Print(rows, parsed.GetValue(place.Json)), failure => Messages.Fail(failure, parsed.GetValue(place.Json))),
            async services =>
            {
                var (rows, _) = await services.GetRequiredService<AccountOverview>().ListAsync("", byName: false, descending: false, 0, int.MaxValue, cancel);
                return Print([.. rows.Select(AccountDocument.Of)], parsed.GetValue(place.Json));
            }, cancel));
        return command;
    }

    private static Command Invite()
    {
        var place = Place();
        var email = new Argument<string>("email") { Description = Messages.Of(new("招待する人のメールアドレス", "the e-mail address of the person to invite")) };
        var (role, organisation) = (RoleOption(), OrganisationOption());
        var lang = new Option<string?>("--lang") { Description = Messages.Of(new("メールの言語（ja または en）", "the language of the e-mail (ja or en)")) };
        lang.AcceptOnlyFromAmong("ja", "en");
        var command = new Command("invite", Messages.Of(new("役割への招待をメールで送る", "invite somebody to a role by e-mail"))) { email, role, organisation, lang };
        place.AddTo(command);
        command.SetAction((parsed, cancel) =>
        {
            var asked = new NewInvitationDocument(parsed.GetValue(email), parsed.GetValue(role), parsed.GetValue(organisation), parsed.GetValue(lang) ?? Messages.Language.Code());
            return place.RunAsync(parsed,
                async portal => Finish(await portal.SendAsync(HttpMethod.Post, "api/v1/invitations", asked, AccessJson.Default.NewInvitationDocument, cancel), parsed.GetValue(place.Json)),
                async services => Finish(await ChangeAccess.InviteAsync(services, asked, PortalAddress(parsed, place), cancel), parsed.GetValue(place.Json)), cancel);
        });
        return command;
    }

    private static Command Grant()
    {
        var place = Place();
        var account = AccountArgument();
        var (role, organisation) = (RoleOption(), OrganisationOption());
        var from = new Option<string?>("--from") { Description = Messages.Of(new("開始日（既定は今から）", "the first day (default: from now on)")) };
        var until = new Option<string?>("--until") { Description = Messages.Of(new("終了日（この日から無効になる。既定は期限なし）", "the day from which it no longer holds (default: no end)")) };
        var command = new Command("grant", Messages.Of(new("アカウントに役割を与える", "grant a role to an account"))) { account, role, organisation, from, until };
        place.AddTo(command);
        command.SetAction((parsed, cancel) =>
        {
            var (id, asked) = (parsed.GetValue(account), new GrantDocument(parsed.GetValue(role), parsed.GetValue(organisation), parsed.GetValue(from), parsed.GetValue(until)));
            return place.RunAsync(parsed,
                async portal => Finish(await portal.SendAsync(HttpMethod.Post, $"api/v1/accounts/{id}/roles", asked, AccessJson.Default.GrantDocument, cancel), parsed.GetValue(place.Json)),
                async services => Finish(await ChangeAccess.GrantAsync(services, id, asked, cancel), parsed.GetValue(place.Json)), cancel);
        });
        return command;
    }

    private static Command EndRole()
    {
        var place = Place();
        var account = AccountArgument();
        var grant = new Argument<Guid>("grant") { Description = Messages.Of(new("役割の ID（list --json で分かる）", "the ID of the role, as list --json shows it")) };
        var command = new Command("end-role", Messages.Of(new("役割を終了する", "end a role"))) { account, grant };
        place.AddTo(command);
        command.SetAction((parsed, cancel) =>
        {
            var (id, role) = (parsed.GetValue(account), parsed.GetValue(grant));
            return place.RunAsync(parsed,
                async portal => Finish((await portal.CallAsync(HttpMethod.Delete, $"api/v1/accounts/{id}/roles/{role}", null, cancel)).Failure, parsed.GetValue(place.Json)),
                async services => Finish(await services.GetRequiredService<RoleGrants>().EndAsync(Reader.System, role, cancel, id), parsed.GetValue(place.Json)), cancel);
        });
        return command;
    }

    private static Command Close()
    {
        var place = Place();
        var account = AccountArgument();
        var command = new Command("close", Messages.Of(new("アカウントを閉じる（元に戻せない）", "close an account for good"))) { account };
        place.AddTo(command);
        command.SetAction((parsed, cancel) =>
        {
            var id = parsed.GetValue(account);
            return place.RunAsync(parsed,
                async portal => Finish((await portal.CallAsync(HttpMethod.Delete, $"api/v1/accounts/{id}", null, cancel)).Failure, parsed.GetValue(place.Json)),
                async services => Finish(await services.GetRequiredService<AccountOverview>().CloseAsync(Reader.System, id, cancel), parsed.GetValue(place.Json)), cancel);
        });
        return command;
    }

    // What is not registered would not be erased: all modules are.
    private static Command Erase()
    {
        var place = new PlaceOptions(services => services.AddDirectory().AddActions().AddCatalogue().AddBenchmark());
        var account = AccountArgument();
        var command = new Command("erase", Messages.Of(new("アカウントの情報をすべての機能から消去する（元に戻せない）", "erase an account across all modules for good"))) { account };
        place.AddTo(command);
        command.SetAction((parsed, cancel) =>
        {
            var id = parsed.GetValue(account);
            return place.RunAsync(parsed,
                async portal => Finish((await portal.CallAsync(HttpMethod.Post, $"api/v1/accounts/{id}/erase", null, cancel)).Failure, parsed.GetValue(place.Json)),
                async services => Finish((await services.GetRequiredService<AccountErasure>().EraseAsync(Reader.System, id, cancel)).Failure, parsed.GetValue(place.Json)), cancel);
        });
        return command;
    }

    private static async Task<Outcome<IReadOnlyList<AccountDocument>>> ListAsync(RemotePortal portal, CancellationToken cancel)
    {
        var rows = new List<AccountDocument>();
        for (var page = 1; ; page++)
        {
            var answer = await portal.CallAsync(HttpMethod.Get, $"api/v1/accounts?page={page}&size={PageSize}", null, cancel);
            if (answer.Failure is { } failure)
                return failure;
            var list = JsonSerializer.Deserialize(answer.Value, AccessJson.Default.AccountListDocument)!;
            rows.AddRange(list.Items);
            if (list.Items.Count == 0 || rows.Count >= list.Total)
                return rows;
        }
    }

    private static int Print(IReadOnlyList<AccountDocument> rows, bool json)
    {
        if (json)
        {
            Messages.WriteJson(rows, type => type.IReadOnlyListAccountDocument);
            return ExitCode.Done;
        }

        foreach (var row in rows)
        {
            var roles = row.Roles.Select(r => Messages.Of(RoleNames.Of(Enum.Parse<Role>(r.Role))) + (r.Organisation is { } place ? $" {place}" : ""));
            Console.Out.WriteLine($"{row.Id}  {row.Email ?? "-",-40} {(row.Name.Length > 0 ? row.Name : Messages.Of(ErasedName.Words))}  {string.Join(", ", roles)}");
        }

        return ExitCode.Done;
    }

    private static int Finish(Failure? failure, bool json)
    {
        if (failure is not null)
            return Messages.Fail(failure, json);
        if (json)
            Messages.WriteJson(new DoneDocument(true), type => type.DoneDocument);
        else
            Console.Error.WriteLine(Messages.Of(new("完了しました。", "Done.")));
        return ExitCode.Done;
    }

    // The letter's link needs the address that readers use: the setting, else that of a server on this machine.
    private static PortalAddress PortalAddress(ParseResult parsed, PlaceOptions place)
        => new(OwnRecords.Settings(place.Folder(parsed), null).Match(s => s.BaseUrl, _ => null) ?? $"http://localhost:{PortalSettings.DefaultPort}");

    private static PlaceOptions Place() => new(services => services.AddDirectoryRecords());

    private static Argument<Guid> AccountArgument() => new("account") { Description = Messages.Of(new("アカウントの ID", "the account's ID")) };

    private static Option<string> RoleOption()
    {
        var role = new Option<string>("--role") { Description = Messages.Of(new("役割", "the role")), Required = true };
        role.AcceptOnlyFromAmong(Enum.GetNames<Role>());
        return role;
    }

    private static Option<string?> OrganisationOption() => new("--organisation")
    {
        Description = Messages.Of(new("組織の名称、法人番号または ID（Reader・Contributor・Manager に必要）",
            "the organisation's name, corporate number or ID (needed for Reader, Contributor and Manager)")),
    };
}

/// <summary>The path of an administrator's link as <c>--json</c> prints it; null when the server prints the link itself.</summary>
internal sealed record LinkDocument(string? Path);

/// <summary>That it was done, as <c>--json</c> prints it.</summary>
internal sealed record DoneDocument(bool Done);
